import { closeSync, existsSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Clock } from '../infra/clock/clock.ts'
import { recordCommand, type RecordingParts } from './on-record.ts'

const FILE = 'acts-to-record.jsonl'
const noted = z.object({ action: z.string(), at: z.iso.datetime(), page: z.record(z.string(), z.string()) })

/**
 * Notes what a command does to a data folder whose log it cannot open (no process may run, or the log is what it puts back): the next process on the folder puts it on record before it serves. Durable
 * when it returns. Throws where it cannot be written: then the command does nothing more.
 */
export function noteAct(data: string, action: string, clock: Clock, page: Readonly<Record<string, string>> = {}): void {
  const file = openSync(join(data, FILE), 'a', 0o600)
  try {
    writeSync(file, `${JSON.stringify({ action, at: new Date(clock.now()).toISOString(), page })}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

const parsed = (line: string) => {
  try {
    const one = noted.safeParse(JSON.parse(line))
    return one.success ? [one.data] : []
  } catch (error) {
    // The last line of a command that was stopped while it wrote: it did nothing after that.
    if (error instanceof SyntaxError) return []
    throw error
  }
}

/** Puts what was noted on record; a crash in between leaves a note that is put on record twice. Throws CommandUnrecordedError when it cannot be. */
export async function recordNoted(parts: RecordingParts & { readonly data: string }): Promise<void> {
  const file = join(parts.data, FILE)
  if (!existsSync(file)) return
  for (const { at, ...act } of readFileSync(file, 'utf8').split('\n').flatMap(parsed)) {
    await recordCommand({ ...parts, clock: { now: () => Date.parse(at) } }, act)
  }
  rmSync(file)
}
