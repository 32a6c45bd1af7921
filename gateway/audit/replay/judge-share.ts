import { createSlices } from '../../../infra/event-loop/in-slices.ts'
import { createJudge } from './judge.ts'
import type { ReplayCounts, ReplayFinding, ReplayOutcome } from './outcome.ts'
import type { Verdict } from './verdict.ts'
import type { ReadShare } from './sorted-reads.ts'
import type { ShareStream, StreamedRead } from './streamed-share.ts'

/** What the reads of a share came to. */
export interface ShareResult {
  readonly counts: ReplayCounts
  readonly findings: readonly ReplayFinding[]
}

/** Judges the reads of a share, here or in another thread. */
export type JudgeShare = (share: ReadShare) => Promise<ShareResult>

const UNPROVED: Verdict = { outcome: 'proof-invalid', detail: 'The transparency log, which has gone further, has no leaf of this record.' }

/** What a read came to. A record that was altered has another leaf: that it was is the smaller explanation. */
function verdictOn({ record, opened, judging, isUnproved }: StreamedRead): Verdict {
  const verdict = createJudge(judging)(record, opened)
  return isUnproved && verdict.outcome !== 'record-tampered' ? UNPROVED : verdict
}

/** Judges shares one after the other. `holds`: which reads are meant, of those that are streamed. */
export function shareJudge(stream: Pick<ShareStream, 'of'>, holds: (read: StreamedRead) => boolean): JudgeShare {
  return async (share) => {
    const counts: Partial<Record<ReplayOutcome, number>> = {}
    const findings: ReplayFinding[] = []
    const slices = createSlices()
    for await (const read of stream.of(share)) {
      if (!holds(read)) continue
      const { offset, record } = read
      const { outcome, detail } = verdictOn(read)
      counts[outcome] = (counts[outcome] ?? 0) + 1
      if (outcome !== 'match' && detail !== undefined) findings.push({ record: record?.id ?? '', offset, outcome, detail })
      await slices.pause()
    }
    return { counts, findings }
  }
}
