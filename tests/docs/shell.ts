import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** What a command printed on standard output, its exit code, and what it printed on standard error until then. */
export interface Printed {
  readonly output: string
  readonly errors: string
  readonly exitCode: number
}

/** A shell that keeps its variables from command to command, as a terminal does. */
export interface Shell {
  run(command: string): Promise<Printed>
  close(): Promise<void>
}

/** Opens bash in a folder. A pipe fails when any part of it does. */
export function openShell(cwd: string, env: NodeJS.ProcessEnv): Shell {
  const bash = spawn('bash', { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] })
  const ended = once(bash, 'exit')
  bash.stdin.write('set -o pipefail\n')
  let output = ''
  let errors = ''
  bash.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  bash.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  return {
    run: async (command) => {
      output = ''
      errors = ''
      const END = /\n?command-ended (\d+)\n$/
      bash.stdin.write(`${command}\nprintf '\\ncommand-ended %s\\n' $?\n`)
      for (;;) {
        const end = END.exec(output)
        if (end !== null) return { output: output.slice(0, end.index).trim(), errors, exitCode: Number(end[1]) }
        await Promise.race([
          once(bash.stdout, 'data'),
          ended.then(() => {
            throw new Error('The shell ended.')
          }),
        ])
      }
    },
    close: async () => {
      bash.stdin.end()
      await ended
    },
  }
}
