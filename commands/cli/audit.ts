import { Option, type Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { command, type Common } from './command.ts'
import { run } from './run.ts'

/** What `audit replay` is given. */
interface Replay {
  readonly from?: string
  readonly to?: string
  readonly policy?: string
  readonly whoseWord?: string
  readonly against: 'in-force' | 'recorded'
  readonly out?: string
  readonly public?: boolean
}

/** Declares `audit replay` and `audit verify`. */
export function declareAudit(throughline: Command): void {
  const audit = throughline.command('audit').description('prove what was read, and why')
  command(audit, 'replay', 'run recorded reads again from the logs and compare')
    .option('--from <time>', 'first read, date-time with offset')
    .option('--to <time>', 'last read, date-time with offset')
    .option(
      '--policy <release>',
      'count what another release would have shown: a folder with cedar/ and tables/, or the hash of one that was proposed',
    )
    .option(
      '--whose-word <table>',
      'count what another table of whose word counts would have shown, in the place of tables/instruments.json',
    )
    .addOption(
      new Option('--against <release>', 'with --policy: hold it against the release in force now, or against what each read was decided by')
        .choices(['in-force', 'recorded'])
        .default('in-force'),
    )
    .option('--out <file>', 'with --policy: write the report, whose hash goes into the signatures of the release')
    .option('--public', 'with --policy: only what may be published')
    .action(async ({ from, to, policy, whoseWord, against, out, public: isPublic = false, ...common }: Common & Replay) =>
      run(async (output) => {
        const range = { ...(from ? { from } : {}), ...(to ? { to } : {}) }
        if (policy === undefined && whoseWord === undefined)
          return (await import('../audit.ts')).replayRange(readConfiguration(process.env), range, output)
        const options = { policy, whoseWord, against, out, public: isPublic }
        return (await import('../audit-counterfactual.ts')).replayUnder(readConfiguration(process.env), range, options, output)
      }, common),
    )
  command(audit, 'verify', 'chains of every log, and the read store against them').action(async (common: Common) =>
    run(async (output) => (await import('../audit.ts')).verify(readConfiguration(process.env), output), common),
  )
}
