import type { Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { sendCommand } from '../socket.ts'
import { command, type Common } from './command.ts'
import { positive, share, whole } from './numbers.ts'
import { run } from './run.ts'

/** Declares `simulate`: made-up events of whole areas. */
export function declareSimulate(throughline: Command): void {
  command(throughline, 'simulate', 'send made-up events of whole areas through the front door; the same seed, the same events')
    .option('--seed <number>', '0 to 99', whole, 1)
    .option('--events <number>', 'how many', whole, 1_000)
    .option('--rate <number>', 'events a second; default: as fast as they are taken', positive)
    .option('--area <name>', 'one area of demo/agencies.json; default: all')
    .option('--from <date>', 'first day of the first cases', '2025-01-01')
    .option('--repeated <percent>', 'events sent twice', share, 1)
    .option('--broken <percent>', 'events with a code that there is not', share, 0)
    .option('--url <address>', 'the service; default: the one that runs on the data folder')
    .action(
      async ({
        seed,
        events,
        rate,
        area,
        from,
        repeated,
        broken,
        url,
        ...common
      }: Common & {
        seed: number
        events: number
        rate?: number
        area?: string
        from: string
        repeated: number
        broken: number
        url?: string
      }) =>
        run(async (output) => {
          const { data } = readConfiguration(process.env)
          return (await import('../simulate.ts')).simulate(
            {
              seed,
              events,
              rate,
              area,
              from,
              repeated,
              broken,
              url: url ?? String(await sendCommand(data, { command: 'origin' })),
              token: async (agency) => String(await sendCommand(data, { command: 'token', arguments: { as: agency } })),
            },
            output,
          )
        }, common),
    )
}
