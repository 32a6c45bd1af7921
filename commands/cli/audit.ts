import type { Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { declareAlerts } from './audit-alerts.ts'
import { declareQuestions } from './audit-questions.ts'
import { command, type Common } from './command.ts'
import type { ReplayOptions } from '../replay-given.ts'
import { withRange, withRunning } from './replay-options.ts'
import { run } from './run.ts'

/** Declares `audit replay`, `audit verify`, the alerts and the questions about reads. */
export function declareAudit(throughline: Command): void {
  const audit = throughline.command('audit').description('prove what was read, and why')
  withRunning(withRange(command(audit, 'replay', 'run recorded reads again from the logs and compare'))).action(
    async (options: Common & ReplayOptions) =>
      run(async (output) => {
        const { replayGiven } = await import('../replay-given.ts')
        return (await import('../audit.ts')).replayRange(readConfiguration(process.env), replayGiven(options), output)
      }, options),
  )
  declareQuestions(audit)
  declareAlerts(audit)
  command(audit, 'verify', 'chains of every log, and the read store against them').action(async (common: Common) =>
    run(async (output) => (await import('../audit.ts')).verify(readConfiguration(process.env), output), common),
  )
}
