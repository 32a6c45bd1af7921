import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { root } from '../typed.ts'

/** `npm run servers -- --secured` in a first terminal. */
export interface FirstTerminal {
  /** The variables that it prints. */
  readonly variables: Readonly<Record<string, string>>
  /** Types a line; resolves when it has printed that it is done. */
  type(line: string, done: string): Promise<void>
  stop(): Promise<void>
}

/** Starts it, with a prefix. */
export async function openFirstTerminal(prefix: string): Promise<FirstTerminal> {
  const servers = spawn('npm', ['run', '--silent', 'servers', '--', '--secured'], {
    cwd: root,
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '', KAFKA_PREFIX: prefix },
  })
  const ended = once(servers, 'exit')
  const lines = createInterface({ input: servers.stdout })[Symbol.asyncIterator]()
  /** Reads on to a line; what came before goes to `each`. */
  const readTo = async (last: string, each: (line: string) => void = () => undefined): Promise<void> => {
    for (;;) {
      const { value, done } = await lines.next()
      if (done === true) throw new Error(`The servers ended before they printed "${last}".`)
      if (value.startsWith(last)) return
      each(value)
    }
  }
  const variables: Record<string, string> = {}
  await readTo('Ctrl-C', (line) => {
    const [, name = '', value = ''] = /^export (\w+)=(.*)$/.exec(line) ?? []
    if (name !== '') variables[name] = value
  })
  return {
    variables,
    type: async (line, done) => {
      servers.stdin.write(`${line}\n`)
      await readTo(done, (said) => {
        if (said !== '') throw new Error(`The servers said: ${said}`)
      })
    },
    stop: async () => {
      if (servers.pid !== undefined && servers.exitCode === null) process.kill(-servers.pid, 'SIGTERM')
      await ended
    },
  }
}
