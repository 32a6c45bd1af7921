import type { Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { sendCommand } from '../socket.ts'
import { command, type Common } from './command.ts'
import { whole } from './numbers.ts'
import { run } from './run.ts'

/** Declares what serves, and how to get in: `serve`, `token`, `trial-issuer`. */
export function declareServing(throughline: Command): void {
  command(throughline, 'serve', 'serve in this process: everything, or what THROUGHLINE_ROLES names')
    .option('--demo', 'load two made-up cases through the front door')
    .action(async ({ demo = false, ...common }: Common & { demo?: boolean }) => {
      await run(async () => (await import('../serve.ts')).serve(readConfiguration(process.env), { demo }), common)
      // What a failure leaves open, such as connections, keeps no process alive that serves nothing.
      if (process.exitCode !== 0) process.exit()
    })

  command(throughline, 'token', 'a bearer token of the bundled sign-in, for a made-up reader or agency')
    .requiredOption('--as <id>', 'id of demo/readers.json or demo/agencies.json')
    .action(async ({ as, ...common }: Common & { as: string }) =>
      run(async (output) => {
        const token = await sendCommand(readConfiguration(process.env).data, { command: 'token', arguments: { as } })
        output.result(String(token), { token })
        return 0
      }, common),
    )

  command(
    throughline,
    'trial-issuer',
    'an OpenID Connect issuer with made-up people in a process of its own, for several gateways to try; never with real people',
  )
    .option('--port <number>', 'where it listens on 127.0.0.1', whole, 3100)
    .option('--gateway <address>', 'where people reach the gateways (THROUGHLINE_ORIGIN)', 'http://127.0.0.1:3000')
    .action(async ({ port, gateway, ...common }: Common & { port: number; gateway: string }) =>
      run(async () => (await import('../trial-issuer.ts')).trialIssuer(readConfiguration(process.env), { port, gateway }), common),
    )
}
