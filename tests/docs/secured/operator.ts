import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePorts } from '../../../scripts/servers/ports.ts'
import { temporaryFolder, type TemporaryFolder } from '../../fixtures/temporary-folder.ts'
import { openShell, type Printed } from '../shell.ts'
import { root } from '../typed.ts'
import { openFirstTerminal } from './servers.ts'

/** Ports that the pages name. */
const NAMED = ['3000', '9464', '9465', '9466', '9467', '9090']

/** An operator with two terminals: one of the secured servers, and one to type in. */
export interface Operator {
  /** Where the gateway is. */
  readonly origin: string
  /** Types a command in the second terminal. */
  type(command: string): Promise<Printed>
  /** Types a command that is to succeed; its output. */
  done(command: string): Promise<string>
  /** The environment of a process of a role, as `as <role>` gives it. */
  environmentOf(role: string): Promise<NodeJS.ProcessEnv>
  stopKafka(): Promise<void>
  startKafka(): Promise<void>
  close(): Promise<void>
}

/** A folder with an npx that runs the same command without npm, which takes longer than most commands do; npm's own is in tests/commands/serve-ends.flow.test.ts. */
function quickNpx(): TemporaryFolder {
  const folder = temporaryFolder()
  const file = join(folder.path, 'npx')
  writeFileSync(file, `#!/bin/sh\nshift\nexec '${join(root, 'bin/throughline.mjs')}' "$@"\n`)
  chmodSync(file, 0o755)
  return folder
}

/** Starts the servers; `prefix`: what Kafka's names begin with. */
export async function openOperator(prefix: string): Promise<Operator> {
  const servers = await openFirstTerminal(prefix)
  const npx = quickNpx()
  const free = await freePorts(NAMED.length)
  const ports = new Map(NAMED.map((name, at) => [name, String(free[at])]))
  const withFreePorts = (command: string): string => command.replaceAll(/\b\d{4}\b/g, (name) => ports.get(name) ?? name)
  const shell = openShell(root, {
    ...process.env,
    NODE_OPTIONS: '',
    PATH: `${npx.path}:${process.env.PATH ?? ''}`,
    PORT: ports.get('3000'),
    ...servers.variables,
  })
  const type = (command: string): Promise<Printed> => shell.run(withFreePorts(command))
  const done = async (command: string): Promise<string> => {
    const { output, errors, exitCode } = await type(command)
    if (exitCode !== 0) throw new Error(`${command.trim()} ended with ${String(exitCode)}: ${output}\n${errors}`)
    return output
  }
  return {
    origin: withFreePorts('http://127.0.0.1:3000'),
    type,
    done,
    environmentOf: async (role) =>
      Object.fromEntries(
        (await done(`as ${role} env -0 | tr '\\n\\0' ' \\n'`))
          .split('\n')
          .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
      ),
    stopKafka: () => servers.type('stop kafka', 'Kafka is stopped.'),
    startKafka: () => servers.type('start kafka', 'Kafka runs.'),
    close: async () => {
      await shell.run('for job in $(jobs -p); do pkill -TERM -P $job || kill $job; done; wait; rm -rf "$DATA" "$APART" "$BACKUP"')
      await shell.close()
      await servers.stop()
      npx.remove()
    },
  }
}
