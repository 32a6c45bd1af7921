import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ServerFailure } from '../../scripts/servers/failure.ts'
import { goProgram } from '../../tests/foreign/go.ts'
import { BATCH } from './entries.ts'

const run = promisify(execFile)
/** Callers that append at once, so that a batch is full. */
const CALLERS = 2 * BATCH
const LENGTH_BYTES = 4

/** Takes entries into an empty log of Tessera in a folder; resolves with the milliseconds until its checkpoint has them all. */
export type GrowTessera = (folder: string, entries: readonly Buffer[]) => Promise<number>

/** Entries, each behind its length. */
const framed = (entries: readonly Buffer[]): Buffer =>
  Buffer.concat(
    entries.flatMap((entry) => {
      const length = Buffer.alloc(LENGTH_BYTES)
      length.writeUInt32BE(entry.length)
      return [length, entry]
    }),
  )

/** Tessera's log in files, which is built where there is Go; else why not, in words. */
export async function openTessera(): Promise<GrowTessera | string> {
  try {
    const program = await goProgram(join(import.meta.dirname, 'tessera'), 'tessera-bench', "Tessera's log in files")
    return async (folder, entries) => {
      const file = join(folder, 'entries')
      writeFileSync(file, framed(entries))
      const { stdout } = await run(program, [join(folder, 'tessera'), file, String(CALLERS), String(BATCH)])
      return Number(stdout)
    }
  } catch (error) {
    if (!(error instanceof ServerFailure)) throw error
    return error.message
  }
}
