import { Option, type Command } from 'commander'
import type { CounterfactualOptions } from '../audit-counterfactual.ts'

/** What `audit replay` is given of another release. */
export interface OtherRelease extends Pick<CounterfactualOptions, 'policy' | 'whoseWord' | 'against' | 'out'> {
  readonly public?: boolean
}

/** Declares under which other release recorded reads are run again, and what is told of it. */
export const withOtherRelease = (replay: Command): Command =>
  replay
    .option(
      '--policy <release>',
      'count what another release would have shown: a folder with cedar/ and tables/, or the hash of one that was proposed',
    )
    .option(
      '--whose-word <table>',
      'count what another table of whose word counts would have shown, in the place of tables/instruments.json',
    )
    .addOption(
      new Option('--against <release>', 'hold it against the release in force now, or against what each read was decided by')
        .choices(['in-force', 'recorded'])
        .default('in-force'),
    )
    .option('--out <file>', 'write the report, whose hash goes into the signatures of the release')
    .option('--public', 'only what may be published')

/** The other release that was asked for; undefined: reads are run again as they were. */
export function otherReleaseGiven({
  policy,
  whoseWord,
  against,
  out,
  public: isPublic = false,
}: OtherRelease): CounterfactualOptions | undefined {
  return policy === undefined && whoseWord === undefined ? undefined : { policy, whoseWord, against, out, public: isPublic }
}
