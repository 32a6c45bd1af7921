import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const root = join(import.meta.dirname, '..', '..', '..')

/** A witness in a process of its own. */
export interface StartedWitness {
  readonly process: ChildProcess
  readonly url: string
  readonly vkey: string
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
}

/** How a command ended that does not serve. */
export interface Ran {
  readonly code: number | null
  readonly output: string
  readonly errors: string
}

function start(args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['throughline.ts', 'witness', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  let errors = ''
  child.stderr.on('data', (piece: Buffer) => {
    errors += piece.toString()
  })
  const ended = once(child, 'exit').then((values: unknown[]) => {
    const [code, signal] = values as [number | null, NodeJS.Signals | null]
    return { code, signal }
  })
  return { child, ended, errors: () => errors }
}

/** Starts `throughline witness` on any free port; rejects when it ends before it serves. */
export async function startWitness(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<StartedWitness> {
  const { child, ended, errors } = start([...args, '--port', '0', '--json'], env)
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([one]: unknown[]) => String(one)),
    ended.then(() => {
      throw new Error(`The witness ended before it served: ${errors()}`)
    }),
  ])
  const { url, vkey } = JSON.parse(line) as { readonly url: string; readonly vkey: string }
  return { process: child, url, vkey, ended }
}

/** Runs a command of `throughline witness` to its end. */
export async function runWitness(args: readonly string[]): Promise<Ran> {
  const { child, ended, errors } = start(args, {})
  let output = ''
  child.stdout.on('data', (piece: Buffer) => {
    output += piece.toString()
  })
  const closed = once(child, 'close')
  const { code } = await ended
  await closed
  return { code, output, errors: errors() }
}
