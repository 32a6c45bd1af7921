import type { Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { command, type Common } from './command.ts'
import { run } from './run.ts'

/** Declares `audit alerts`. */
export function declareAlerts(audit: Command): void {
  command(audit, 'alerts', 'reads that somebody should ask about, by rules that say why; nothing of anybody')
    .option('--roster <file>', 'when people were on duty, for R5')
    .option('--directory <file>', 'the people of agencies, for R1, R2 and R3')
    .option('--sensitive-list <file>', 'people to be watched over, for R13')
    .action(
      async ({ roster, directory, sensitiveList, ...common }: Common & { roster?: string; directory?: string; sensitiveList?: string }) =>
        run(
          async (output) =>
            (await import('../alerts.ts')).alerts(
              readConfiguration(process.env),
              { roster, directory, 'sensitive-list': sensitiveList },
              output,
            ),
          common,
        ),
    )
}
