import type { Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { declareQuestions } from './audit-questions.ts'
import { command, type Common } from './command.ts'
import { run } from './run.ts'

/** Declares `audit replay`, `audit verify`, and the questions about reads. */
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
  declareQuestions(audit)
  command(audit, 'verify', 'chains of every log, and the read store against them').action(async (common: Common) =>
    run(async (output) => (await import('../audit.ts')).verify(readConfiguration(process.env), output), common),
  )
}
