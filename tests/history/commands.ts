import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

const ROOT = join(import.meta.dirname, '..', '..')

/** How a command ended, and what it printed. */
export interface CommandEnded {
  readonly code: number | null
  readonly printed: string
  readonly said: string
}

/** Runs a command of ours on a data folder, in a process of its own. `env`: what is set besides. */
export async function throughline(
  data: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandEnded> {
  const child = spawn(process.execPath, ['throughline.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env, THROUGHLINE_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [printed, said] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await ended, printed, said }
}
