import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { temporaryFolder, type TemporaryFolder } from '../fixtures/temporary-folder.ts'
import { commandsOf, printed } from './page.ts'
import { openShell, type Shell } from './shell.ts'
import { freePort } from './started.ts'

const root = join(import.meta.dirname, '..', '..')
const PATIENCE = 300_000
const steps = commandsOf(join(root, 'docs/how-to/secure-a-cluster.md'))

/** `npm run servers -- --secured` in a first terminal; resolves with the variables that it prints, and how to end it. */
async function firstTerminal(): Promise<{ readonly variables: Readonly<Record<string, string>>, stop(): Promise<void> }> {
  const servers = spawn('npm', ['run', '--silent', 'servers', '--', '--secured'], { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '', KAFKA_PREFIX: 'west.' } })
  const ended = once(servers, 'exit')
  const variables: Record<string, string> = {}
  for await (const line of createInterface({ input: servers.stdout })) {
    const [, name = '', value = ''] = /^export (\w+)=(.*)$/.exec(line) ?? []
    if (name !== '') variables[name] = value
    if (line.startsWith('Ctrl-C')) break
  }
  return {
    variables,
    stop: async () => {
      if (servers.pid !== undefined && servers.exitCode === null) process.kill(-servers.pid, 'SIGTERM')
      await ended
    },
  }
}

/** A folder with an npx that runs the same command without npm, which takes longer than most commands do; npm's own is in tests/commands/serve-ends.flow.test.ts. */
function quickNpx(): TemporaryFolder {
  const folder = temporaryFolder()
  const file = join(folder.path, 'npx')
  writeFileSync(file, `#!/bin/sh\nshift\nexec '${join(root, 'bin/throughline.mjs')}' "$@"\n`)
  chmodSync(file, 0o755)
  return folder
}

describe('an operator who types what secure-a-cluster.md says, on a secured cluster with a prefix', () => {
  let servers: Awaited<ReturnType<typeof firstTerminal>>
  let shell: Shell
  let port: string
  const npx = quickNpx()
  beforeAll(async () => {
    servers = await firstTerminal()
    port = String(await freePort())
    shell = openShell(root, { ...process.env, NODE_OPTIONS: '', PATH: `${npx.path}:${process.env.PATH ?? ''}`, PORT: port, ...servers.variables })
  }, PATIENCE)
  afterAll(async () => {
    await shell?.run('for job in $(jobs -p); do pkill -TERM -P $job; done; wait; rm -rf "$DATA"')
    await shell?.close()
    await servers?.stop()
    npx.remove()
  }, PATIENCE)

  it.each(steps.map((step, at) => [at + 1, step.heading, step] as const))('command %i (%s): succeeds, and prints what the page shows', async (_, __, { command, prints }) => {
    const { output, errors, exitCode } = await shell.run(command.replaceAll('127.0.0.1:3000', `127.0.0.1:${port}`))
    expect([exitCode, output, exitCode === 0 ? '' : errors]).toEqual([0, prints === undefined ? output : expect.stringMatching(printed(prints)), ''])
  }, PATIENCE)

  it('says what is missing where a gateway is asked to compare what it may not read', async () => {
    const { output, exitCode } = await shell.run('as gateway npx throughline audit verify 2>&1')
    expect([exitCode, output]).toEqual([1, expect.stringContaining('Run this as the audit user')])
  }, PATIENCE)

  it('leaves an agency its rights that is neither registered nor in the file, names it, and takes them when told to', async () => {
    const list = '[{"agency":"to-come"}]'
    await shell.run(`echo '${list}' > $DATA/to-come.json; npx throughline topics apply --agencies $DATA/to-come.json`)
    expect((await shell.run('npx throughline topics apply')).output).toMatch(/^= agency to-come is neither registered nor in the file; its rights are left as they are/m)
    expect((await shell.run('npx throughline topics apply --remove to-come')).output).toMatch(/^- User:west\.agency\.to-come may WRITE topic west\.agency\.to-come\.events$/m)
    expect((await shell.run('npx throughline topics plan')).output).toContain('Nothing to change.')
  }, PATIENCE)
})
