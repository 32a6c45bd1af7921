import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..', '..')

/** What `throughline import --json` printed. */
export interface ImportResult {
  readonly rows: number
  readonly taken: number
  readonly rejected: number
  readonly accepted: number
  readonly repeated: number
  readonly held: number
  readonly waiting: number
  readonly errors: readonly { readonly line: number; readonly column?: string; readonly code: string }[]
  readonly peak_memory_bytes: number
}

export interface RunningImport {
  /** Exit code and result; the code is null after a kill. */
  readonly ended: Promise<{ readonly code: number | null; readonly result: ImportResult | undefined; readonly failure: string }>
  /** `kill -9`. */
  kill(): void
}

/** Runs `throughline import --json` in a process of its own. */
export function startImport(args: readonly string[], env: Readonly<Record<string, string>>): RunningImport {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'throughline.ts', 'import', '--json', ...args], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { output: '', failure: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.failure += text
  })
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    result: said.output === '' ? undefined : (JSON.parse(said.output) as ImportResult),
    failure: said.failure,
  }))
  return {
    ended,
    kill: () => {
      child.kill('SIGKILL')
    },
  }
}
