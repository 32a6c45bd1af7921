import { execFile } from 'node:child_process'

/** How a program ended, and what it printed. */
export interface Ended {
  readonly code: number
  readonly output: string
  readonly errors: string
}

const TIMEOUT_MS = 120_000

/** Runs a program to its end. Rejects when it does not end by itself. */
export const runProgram = (
  command: string,
  args: readonly string[],
  { cwd, env = {}, input = '' }: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv; readonly input?: string },
): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = execFile(
      command,
      args,
      {
        cwd,
        env: { PATH: process.env.PATH, PYTHONDONTWRITEBYTECODE: '1', PYTHONPATH: cwd, ...env },
        timeout: TIMEOUT_MS,
        maxBuffer: 64 << 20,
      },
      (error, output, errors) => {
        const code = error === null ? 0 : error.code
        if (typeof code === 'number') resolve({ code, output, errors })
        else reject(new Error(`The program did not end by itself.\n${errors}`, { cause: error }))
      },
    )
    // A program that reads nothing may have ended before.
    child.stdin?.on('error', () => undefined).end(input)
  })
