import { setTimeout as delay } from 'node:timers/promises'
import { EventLogError, type EventLog } from '../../../infra/event-log/port.ts'
import { CASE_EVENTS, receiptsTopic } from '../../../infra/event-log/topics.ts'
import type { ReadStore } from '../../../infra/read-store/port.ts'
import { EFFECT_MS, waitForEffects } from '../../../infra/read-store/wait-for-effect.ts'
import { readReceipts, type DecodeReceipt } from '../receipts/find-receipt.ts'

/** Types of events that take away what readers see, or give it: they answer when that is so (design, "effect before answer"). */
const TAKE_EFFECT: ReadonlySet<string> = new Set([
  'consent.recorded', 'consent.override-recorded', 'rights.request-updated', 'case.access-blocked', 'record.retracted', 'record.corrected', 'record.erased', 'record.contested',
])

export const takesEffect = (type: string): boolean => TAKE_EFFECT.has(type)

export interface InForceDeps {
  readonly eventLog: EventLog
  readonly readStore: ReadStore
  readonly decode: DecodeReceipt
}

/** Waits for what was appended to be in force on every gateway. */
export interface InForce {
  /** Where an agency's receipts end now: to be taken before the append. */
  mark(agency: string): Promise<number>
  /** Which of the receipts say that their event was taken, and is in force, at most five seconds later. */
  wait(agency: string, mark: number, receipts: readonly string[]): Promise<ReadonlySet<string>>
}

/** Requests of more events than this are bulk, and answer at once: what of them takes effect is not in force yet. */
export const MOST_AWAITED = 50

const POLL_MS = 20
const CHUNK = 1_000
const TAKEN: ReadonlySet<string> = new Set(['accepted', 'repeated'])

/**
 * An event is in force when its receipt is written and the timeline has everything that case.events held by then: whether it was linked to a case or not, so
 * that nobody learns that from the answer.
 */
export function createInForce({ eventLog, readStore, decode }: InForceDeps): InForce {
  const endOf = async (agency: string): Promise<number> => {
    const ranges = await eventLog.ranges(receiptsTopic(agency)).catch((error: unknown) => {
      if (error instanceof EventLogError && error.code === 'unknown-topic') return []
      throw error
    })
    return ranges[0]?.end ?? 0
  }
  return {
    mark: endOf,
    wait: async (agency, mark, receipts) => {
      const end = performance.now() + EFFECT_MS
      const waiting = new Set(receipts)
      const taken = new Set<string>()
      for (let from = mark; waiting.size > 0 && performance.now() < end;) {
        const entries = await readReceipts(eventLog, decode, agency, from, CHUNK)
        for (const { offset, receipt } of entries) {
          from = offset + 1
          if (waiting.delete(receipt.receipt) && TAKEN.has(receipt.status)) taken.add(receipt.receipt)
        }
        if (entries.length === 0) await delay(POLL_MS)
      }
      const positions = (await eventLog.ranges(CASE_EVENTS)).filter((range) => range.end > range.start).map((range) => ({ topic: CASE_EVENTS, partition: range.partition, offset: range.end - 1 }))
      return await waitForEffects(readStore, positions, { timeout: Math.max(0, end - performance.now()) }) ? taken : new Set()
    },
  }
}
