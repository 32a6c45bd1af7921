import type { Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { command, type Common } from './command.ts'
import { run } from './run.ts'

/** Declares `audit replay`, `audit alerts` and `audit verify`. */
export function declareAudit(throughline: Command): void {
  const audit = throughline.command('audit').description('prove what was read, and why')
  command(audit, 'replay', 'run recorded reads again from the logs and compare')
    .option('--from <time>', 'first read, date-time with offset')
    .option('--to <time>', 'last read, date-time with offset')
    .action(async ({ from, to, ...common }: Common & { from?: string; to?: string }) =>
      run(
        async (output) =>
          (await import('../audit.ts')).replayRange(
            readConfiguration(process.env),
            { ...(from ? { from } : {}), ...(to ? { to } : {}) },
            output,
          ),
        common,
      ),
    )
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
  command(audit, 'verify', 'chains of every log, and the read store against them').action(async (common: Common) =>
    run(async (output) => (await import('../audit.ts')).verify(readConfiguration(process.env), output), common),
  )
}
