import type { Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { command, type Common } from './command.ts'
import { otherReleaseGiven, withOtherRelease, type OtherRelease } from './other-release.ts'
import { run } from './run.ts'

/** What `audit replay` is given. */
interface Replay extends OtherRelease {
  readonly from?: string
  readonly to?: string
}

/** Declares `audit replay` and `audit verify`. */
export function declareAudit(throughline: Command): void {
  const audit = throughline.command('audit').description('prove what was read, and why')
  withOtherRelease(command(audit, 'replay', 'run recorded reads again from the logs and compare'))
    .option('--from <time>', 'first read, date-time with offset')
    .option('--to <time>', 'last read, date-time with offset')
    .action(async (options: Common & Replay) =>
      run(async (output) => {
        const { from, to } = options
        const range = { ...(from ? { from } : {}), ...(to ? { to } : {}) }
        const other = otherReleaseGiven(options)
        return other === undefined
          ? (await import('../audit.ts')).replayRange(readConfiguration(process.env), range, output)
          : (await import('../audit-counterfactual.ts')).replayUnder(readConfiguration(process.env), range, other, output)
      }, options),
    )
  command(audit, 'verify', 'chains of every log, and the read store against them').action(async (common: Common) =>
    run(async (output) => (await import('../audit.ts')).verify(readConfiguration(process.env), output), common),
  )
}
