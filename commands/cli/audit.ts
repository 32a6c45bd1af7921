import type { Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { declareAlerts } from './audit-alerts.ts'
import { declareQuestions } from './audit-questions.ts'
import { command, type Common } from './command.ts'
import { declareEvidence } from './evidence.ts'
import { otherReleaseGiven, withOtherRelease, type OtherRelease } from './other-release.ts'
import type { ReplayOptions } from '../replay-given.ts'
import { withRange, withRunning } from './replay-options.ts'
import { run } from './run.ts'

/** Declares `audit replay`, `audit verify`, the alerts, the questions about reads, and what takes evidence out. */
export function declareAudit(throughline: Command): void {
  const audit = throughline.command('audit').description('prove what was read, and why')
  const replay = command(
    audit,
    'replay',
    'run recorded reads again from the logs and compare; or count what another release would have shown',
  )
  withOtherRelease(withRunning(withRange(replay))).action(async (options: Common & ReplayOptions & OtherRelease) =>
    run(async (output) => {
      const { replayGiven } = await import('../replay-given.ts')
      const [asked, other] = [replayGiven(options), otherReleaseGiven(options)]
      return other === undefined
        ? (await import('../audit.ts')).replayRange(readConfiguration(process.env), asked, output)
        : (await import('../audit-counterfactual.ts')).replayUnder(readConfiguration(process.env), asked.range, other, output)
    }, options),
  )
  declareQuestions(audit)
  declareAlerts(audit)
  command(
    audit,
    'verify',
    'chains of every log and the read store against them; or, of a file, a bundle of evidence or a proof, without network',
  )
    .argument('[file]', 'bundle (archive or folder), or .tlog-proof; default: the data folder')
    .option('--policy <file>', 'quorum file (c2sp.org/tlog-policy) that you have from elsewhere: its keys, and not those of the bundle')
    .option('--known <file...>', 'checkpoints that a witness, or minutes, has of the log')
    .action(async (file: string | undefined, { policy, known, ...common }: Common & { policy?: string; known?: string[] }) =>
      run(async (output) => {
        if (file === undefined) return (await import('../audit.ts')).verify(readConfiguration(process.env), output)
        if (file.endsWith('.tlog-proof')) return (await import('../evidence/proof.ts')).verifyProofFile(file, policy, output)
        return (await import('../evidence/verify.ts')).verifyEvidence(file, { policy, known }, output)
      }, common),
    )
  declareEvidence(audit)
}
