import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../../../infra/clock/clock.ts'
import type { Consumer } from '../../../infra/event-log/port.ts'
import type { CrashPoint } from '../../../infra/faults/crash-point.ts'
import { laterEntry } from './later-entry.ts'
import type { ReceiptsLog } from './receipts-log.ts'
import type { ReadCaseOutcomes } from './case-outcome.ts'

export interface LaterEntriesDeps {
  readonly clock: Clock
  /** See `dueAt`. */
  readonly laterEntryMs: number
  readonly receipts: ReceiptsLog
  /** True when the timeline has everything that case logs held when it was asked. */
  readonly caughtUp: () => Promise<boolean>
  readonly caseOutcomes: ReadCaseOutcomes
  /** Does the work when intake does no other. */
  readonly inTurn: (work: () => Promise<void>) => Promise<void>
  /** Throws IntakeError `fenced` when another intake has taken over. */
  readonly confirmActive: () => Promise<void>
  readonly crashPoint: CrashPoint
}

/** How often it is looked whether a minute has begun (ms). */
const LOOK_MS = 50
/** Most entries that are written together. */
const MOST = 1_000

/**
 * Writes later entries of receipts at each whole minute, until it is stopped. INVARIANT: where the timeline is behind, all of them wait for the next minute, those
 * of linked events and of others, so that no moment tells which are linked.
 */
export function startLaterEntries(deps: LaterEntriesDeps): Consumer {
  const { clock, laterEntryMs, receipts, caughtUp, caseOutcomes, inTurn, confirmActive, crashPoint } = deps
  const minuteNow = (): number => (laterEntryMs === 0 ? clock.now() : Math.floor(clock.now() / laterEntryMs) * laterEntryMs)
  const writeDue = async (minute: number): Promise<void> => {
    const due = receipts.due(minute)
    if (due.length > 0 && (await caughtUp())) {
      for (let from = 0; from < due.length; from += MOST) {
        const first = due.slice(from, from + MOST)
        const outcomes = await caseOutcomes(first)
        await inTurn(async () => {
          await confirmActive()
          await receipts.writeLater(first.map((entry) => laterEntry(entry, outcomes.get(entry.receipt))))
        })
        crashPoint('after-later-entries')
      }
    }
    await receipts.moveMarks()
  }
  let stopping = false
  const run = async (): Promise<void> => {
    for (let last = minuteNow(); !stopping; await sleep(LOOK_MS)) {
      const minute = minuteNow()
      if (laterEntryMs > 0 && minute <= last) continue
      last = minute
      await writeDue(minute)
    }
  }
  const done = run()
  const ended = done.catch(() => undefined)
  return {
    done,
    assignment: () => [],
    stop: async () => {
      stopping = true
      await ended
    },
  }
}
