import { createSlices } from '../../../infra/event-loop/in-slices.ts'
import { createJudge } from './judge.ts'
import type { ReplayCounts, ReplayFinding, ReplayOutcome } from './outcome.ts'
import type { ReadShare } from './sorted-reads.ts'
import type { ShareStream, StreamedRead } from './streamed-share.ts'

/** What the reads of a share came to. */
export interface ShareResult {
  readonly counts: ReplayCounts
  readonly findings: readonly ReplayFinding[]
}

/** Judges the reads of a share, here or in another thread. */
export type JudgeShare = (share: ReadShare) => Promise<ShareResult>

/** Judges shares one after the other. `holds`: which reads are meant, of those that are streamed. */
export function shareJudge(stream: Pick<ShareStream, 'of'>, holds: (read: StreamedRead) => boolean): JudgeShare {
  return async (share) => {
    const counts: Partial<Record<ReplayOutcome, number>> = {}
    const findings: ReplayFinding[] = []
    const slices = createSlices()
    for await (const read of stream.of(share)) {
      if (!holds(read)) continue
      const { offset, record, opened, judging } = read
      const { outcome, detail } = createJudge(judging)(record, opened)
      counts[outcome] = (counts[outcome] ?? 0) + 1
      if (outcome !== 'match' && detail !== undefined) findings.push({ record: record?.id ?? '', offset, outcome, detail })
      await slices.pause()
    }
    return { counts, findings }
  }
}
