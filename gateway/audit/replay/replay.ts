import type { ReplayRange, ReplayReport } from '../replays.ts'
import type { ReplayDeps } from './deps.ts'
import { explainRead, type ReadExplained } from './explain-read.ts'
import { createJudge, createReadReplay } from './judge.ts'
import type { ReplayFinding, ReplayOutcome } from './outcome.ts'
import { streamReads } from './stream.ts'

/** Explains one recorded read from the logs, by the release that it was decided by; undefined when there is no such record. */
export async function explainRecord(deps: ReplayDeps, id: string): Promise<ReadExplained | undefined> {
  for await (const { record, opened, judging } of streamReads(deps, { ids: [id] }))
    if (record?.id === id) return explainRead(createReadReplay(judging)(record, opened))
  return undefined
}

/**
 * Runs the reads of a range again, from the logs and never from the read store: folds each log up to the version that the record has,
 * decides by the release that the record names, and compares what is disclosed. Nothing but the record, the logs and the vault is an input.
 */
export async function replay(deps: ReplayDeps, range: ReplayRange): Promise<ReplayReport> {
  const counts: Partial<Record<ReplayOutcome, number>> = { match: 0 }
  const findings: ReplayFinding[] = []
  for await (const { offset, record, opened, judging } of streamReads(deps, range)) {
    const verdict = createJudge(judging)(record, opened)
    counts[verdict.outcome] = (counts[verdict.outcome] ?? 0) + 1
    if (verdict.detail !== undefined) findings.push({ record: record?.id ?? '', offset, outcome: verdict.outcome, detail: verdict.detail })
  }
  return { counts, findings: findings.toSorted((one, other) => one.offset - other.offset) }
}
