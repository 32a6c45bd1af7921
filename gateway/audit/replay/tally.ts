import type { ReplayReport } from '../replays.ts'
import type { ShareResult } from './judge-share.ts'
import { REPLAY_OUTCOMES, type ReplayFinding, type ReplayOutcome } from './outcome.ts'
import type { ReplayProgress } from './progress.ts'
import type { ReadShare } from './sorted-reads.ts'

/** Adds up what the shares of a replay come to. */
export interface Tally {
  add(share: ReadShare, result: ShareResult): void
  /** INVARIANT: the same, in whatever order the shares came. */
  report(): ReplayReport
}

/** `of`: reads in all. */
export function createTally(of: number, onProgress: ((progress: ReplayProgress) => void) | undefined): Tally {
  const counts = new Map<ReplayOutcome, number>([['match', 0]])
  const findings: ReplayFinding[] = []
  let done = 0
  const tell = (): void => onProgress?.({ done, of, findings: findings.length })
  tell()
  return {
    add: ({ reads }, result) => {
      for (const outcome of REPLAY_OUTCOMES) {
        const found = result.counts[outcome] ?? 0
        if (found > 0) counts.set(outcome, (counts.get(outcome) ?? 0) + found)
      }
      findings.push(...result.findings)
      done += reads
      tell()
    },
    report: () => ({
      counts: Object.fromEntries(REPLAY_OUTCOMES.flatMap((outcome) => (counts.has(outcome) ? [[outcome, counts.get(outcome)]] : []))),
      findings: findings.toSorted((one, other) => one.offset - other.offset),
    }),
  }
}
