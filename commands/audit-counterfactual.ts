import { existsSync, readFileSync } from 'node:fs'
import { publicView } from '../gateway/audit/counterfactual/public-view.ts'
import { newlyVisible, reportHash, summaryOf, type Baseline } from '../gateway/audit/counterfactual/report.ts'
import type { ReplayRange } from '../gateway/audit/replays.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { currentReleaseFiles } from '../policy/release/files.ts'
import type { ReleaseFiles } from '../policy/release/load.ts'
import { loadCatalogue } from '../schemas/index.ts'
import { makeCounterfactual, type CounterfactualMade } from './counterfactual.ts'
import { writeReport } from './counterfactual-file.ts'
import { reportWords, summaryWords } from './counterfactual-words.ts'
import type { Output } from './output.ts'
import { runningOrHere } from './running-or-here.ts'

/** What `audit replay --policy` is given. */
export interface CounterfactualOptions {
  /** A folder with cedar/ and tables/, or the hash of a release that was proposed; absent: the files of this installation. */
  readonly policy?: string | undefined
  /** A file in the place of tables/instruments.json: another table of whose word counts. */
  readonly whoseWord?: string | undefined
  readonly against: Baseline
  /** Where to write the report; absent: nowhere. */
  readonly out?: string | undefined
  /** Only what may be published. */
  readonly public: boolean
}

const INSTRUMENTS = 'tables/instruments.json'

function readTable(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Error(`The file ${file} of --whose-word cannot be read.`, { cause })
  }
}

/** The files to hold reads against, or the hash of a release that the control log has. */
export function candidateOf({ policy, whoseWord }: Pick<CounterfactualOptions, 'policy' | 'whoseWord'>): ReleaseFiles | string {
  if (policy !== undefined && !existsSync(policy)) {
    if (whoseWord !== undefined) throw new Error('--whose-word goes with a folder of --policy, or without --policy.')
    return policy
  }
  const files = currentReleaseFiles(loadCatalogue(), policy)
  return whoseWord === undefined ? files : new Map(files).set(INSTRUMENTS, readTable(whoseWord))
}

/** `throughline audit replay --policy`; resolves with the exit code: 1 where anything becomes visible to roles that face the perpetrator, or a read could not be held against it. */
export async function replayUnder(
  configuration: Configuration,
  range: Pick<ReplayRange, 'from' | 'to'>,
  options: CounterfactualOptions,
  output: Output,
): Promise<number> {
  output.progress('Running the recorded reads again, under both releases …')
  const { against, out } = options
  const policy = candidateOf(options)
  const sent = { ...range, against, policy: typeof policy === 'string' ? policy : [...policy] }
  const { record, report } = await runningOrHere<CounterfactualMade>(configuration, 'counterfactual', sent, (parts) =>
    makeCounterfactual(parts, { policy, range, against }),
  )
  if (out !== undefined) writeReport(out, report)
  const hash = reportHash(report)
  if (options.public) output.result(JSON.stringify(publicView(report), undefined, 2), publicView(report))
  else {
    const lines = [reportWords(report), summaryWords(summaryOf(report)), `Report: ${hash}   on record: ${record}`]
    output.result(lines.filter((line) => line !== '').join('\n'), { hash, record, report })
  }
  return newlyVisible(report) === 0 && Object.keys(report.not_compared).every((outcome) => outcome === 'match-erased') ? 0 : 1
}
