import { setTimeout as delay } from 'node:timers/promises'
import { EventLogError, type EventLog } from '../../../infra/event-log/port.ts'
import { CASE_EVENTS, receiptsTopic } from '../../../infra/event-log/topics.ts'
import type { ReadStore } from '../../../infra/read-store/port.ts'
import { EFFECT_MS, waitForEffects } from '../../../infra/read-store/wait-for-effect.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import type { AgencyId } from '../../../schemas/ids.ts'
import { readReceipts, type DecodeReceipt } from '../receipts/find-receipt.ts'
import type { WithStanding } from './with-standing.ts'

/** Types of events that take away what readers see, or give it: they answer when that is so (R.14). */
const TAKE_EFFECT: ReadonlySet<string> = new Set([
  'consent.recorded',
  'consent.override-recorded',
  'rights.request-updated',
  'case.access-blocked',
  'record.retracted',
  'record.corrected',
  'record.erased',
  'record.contested',
])

export const takesEffect = (type: string): boolean => TAKE_EFFECT.has(type)

/** Whether an event is in force on every gateway. `not_told`: nothing is said of it to who has no link to the case, and whether there is one. */
export type Effect = boolean | 'not_told'

export interface InForceDeps {
  readonly eventLog: EventLog
  readonly readStore: ReadStore
  readonly decode: DecodeReceipt
  readonly withStanding: WithStanding
}

/** An event that was appended, with the id of its receipt. */
export interface Awaited {
  readonly receipt: string
  readonly event: Pick<AgencyEvent, 'agency' | 'system' | 'id'>
}

/** Waits for what was appended to be in force on every gateway. */
export interface InForce {
  /** Where an agency's receipts end now: to be taken before the append. */
  mark(agency: AgencyId): Promise<number>
  /** What is said of each event, by its receipt. Longest wait: five seconds. */
  wait(agency: AgencyId, mark: number, awaited: readonly Awaited[]): Promise<ReadonlyMap<string, Effect>>
}

/** Requests of more events than this are bulk, and answer at once: what of them takes effect is not in force yet. */
export const MOST_AWAITED = 50

const POLL_MS = 20
const CHUNK = 1_000
/** Answers go out at whole steps after the append (ms): how long it took to look tells nothing. */
const STEP_MS = 250
const TAKEN: ReadonlySet<string> = new Set(['accepted', 'repeated'])

/** The rest of a step that has begun. */
const restOfStep = (passed: number): number => Math.ceil(passed / STEP_MS) * STEP_MS - passed

/**
 * An event is in force when its receipt is written and the timeline has everything that case.events held by then. INVARIANT: everybody waits so, whether the event
 * was linked or not, and only who has people with a link to the case hears what came of it.
 */
export function createInForce({ eventLog, readStore, decode, withStanding }: InForceDeps): InForce {
  const endOf = async (agency: AgencyId): Promise<number> => {
    const ranges = await eventLog.ranges(receiptsTopic(agency)).catch((error: unknown) => {
      if (error instanceof EventLogError && error.code === 'unknown-topic') return []
      throw error
    })
    return ranges[0]?.end ?? 0
  }
  /** The statuses of receipts that came until a moment. */
  const statusesOf = async (
    agency: AgencyId,
    mark: number,
    receipts: readonly string[],
    end: number,
  ): Promise<ReadonlyMap<string, string>> => {
    const waiting = new Set(receipts)
    const statuses = new Map<string, string>()
    for (let from = mark; waiting.size > 0 && performance.now() < end;) {
      const entries = await readReceipts(eventLog, decode, agency, from, CHUNK)
      for (const { offset, receipt } of entries) {
        from = offset + 1
        if (waiting.delete(receipt.receipt)) statuses.set(receipt.receipt, receipt.status)
      }
      if (entries.length === 0) await delay(POLL_MS)
    }
    return statuses
  }
  const check = async (agency: AgencyId, mark: number, awaited: readonly Awaited[], end: number): Promise<ReadonlyMap<string, Effect>> => {
    const statuses = await statusesOf(
      agency,
      mark,
      awaited.map(({ receipt }) => receipt),
      end,
    )
    const positions = (await eventLog.ranges(CASE_EVENTS))
      .filter((range) => range.end > range.start)
      .map((range) => ({ topic: CASE_EVENTS, partition: range.partition, offset: range.end - 1 }))
    const isReached = await waitForEffects(readStore, positions, { timeout: Math.max(0, end - performance.now()) })
    const standing = await withStanding(
      agency,
      awaited.map(({ event }) => event),
    )
    return new Map(
      awaited.map(({ receipt, event }): [string, Effect] => {
        const status = statuses.get(receipt)
        // Refused for what its sender itself has published.
        if (status !== undefined && !TAKEN.has(status)) return [receipt, false]
        return [receipt, standing.has(event) ? isReached && status !== undefined : 'not_told']
      }),
    )
  }
  return {
    mark: endOf,
    wait: async (agency, mark, awaited) => {
      const began = performance.now()
      // What is durable is answered as kept, whatever keeps us from seeing it in force.
      const effects = await check(agency, mark, awaited, began + EFFECT_MS).catch(
        () => new Map(awaited.map(({ receipt }) => [receipt, 'not_told'] as const)),
      )
      await delay(restOfStep(performance.now() - began))
      return effects
    },
  }
}
