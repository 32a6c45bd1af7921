import { createValueJudge } from '../../../core/publish/judge-value.ts'
import { receiptId } from '../../../core/publish/receipt-id.ts'
import type { Clock } from '../../../infra/clock/clock.ts'
import { createInboxRecords } from '../../../infra/event-log/inbox-records.ts'
import { EventLogError, type EventLog } from '../../../infra/event-log/port.ts'
import type { Agency } from '../../../core/control/state.ts'
import type { CrashPoint } from '../../../infra/faults/crash-point.ts'
import type { SchemaRegistry } from '../../../infra/registry/port.ts'
import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import type { AgencyType } from '../../../schemas/generated/codes.ts'
import { Problem } from '../problem.ts'
import { MOST_AWAITED, takesEffect, type Effect, type InForce } from './in-force.ts'
import type { Kept, OpenInbox } from './intake.ts'
import { notDisclosedWords } from './not-disclosed.ts'

export interface InboxDeps {
  readonly clock: Clock
  readonly eventLog: EventLog
  readonly registry: SchemaRegistry
  readonly catalogue: Catalogue
  /** Agencies as the control log has them now. */
  readonly agencies: () => Promise<ReadonlyMap<string, Agency>>
  /** True where entries of a national register may be published (G17). */
  readonly nationalRegister?: boolean | undefined
  /** Waits for what takes effect. */
  readonly inForce: InForce
  /** Point of the fault tests: after-inbox-append. */
  readonly crashPoint: CrashPoint
}

/** Opens the inboxes of agencies: judging by the same rules as intake, appending in Confluent wire format with CloudEvents headers. */
export function createOpenInbox({
  clock,
  eventLog,
  registry,
  catalogue,
  agencies,
  nationalRegister,
  inForce,
  crashPoint,
}: InboxDeps): OpenInbox {
  const judgeValue = createValueJudge(catalogue, { nationalRegister })
  const recordsOf = createInboxRecords({ catalogue, registry })
  return async (agency) => {
    const registered = await agencies()
    const entry = registered.get(agency)
    if (entry === undefined) throw new Problem('forbidden')
    const withEffect = async (
      events: readonly AgencyEvent[],
      receipts: readonly string[],
      mark: number | undefined,
    ): Promise<readonly Kept[]> => {
      const effective = events.flatMap((event, at) => {
        const receipt = receipts[at]
        return receipt !== undefined && takesEffect(event.type) ? [{ receipt, event }] : []
      })
      const effects =
        mark === undefined
          ? new Map(effective.map(({ receipt }): [string, Effect] => [receipt, false]))
          : await inForce.wait(agency, mark, effective)
      return receipts.map((receipt) => {
        const effect = effects.get(receipt)
        if (effect === undefined) return { receipt }
        return { receipt, inForce: effect, ...(effect === 'not_told' ? { words: notDisclosedWords(registered, agency) } : {}) }
      })
    }
    const publisher = { agency, type: entry.type as AgencyType }
    return {
      judge: (value) => judgeValue(value, () => publisher, new Date(clock.now()).toISOString()),
      append: async (events, kind, traceparent) => {
        try {
          const effective = kind === 'events' && events.some(({ type }) => takesEffect(type))
          const awaited = effective && events.length <= MOST_AWAITED
          const mark = awaited ? await inForce.mark(agency) : 0
          const receipts = (await eventLog.append(await recordsOf(events, kind, traceparent))).map(receiptId)
          crashPoint('after-inbox-append')
          return effective ? await withEffect(events, receipts, awaited ? mark : undefined) : receipts.map((receipt) => ({ receipt }))
        } catch (cause) {
          throw new Problem(cause instanceof EventLogError && cause.code === 'unknown-topic' ? 'forbidden' : 'unavailable', { cause })
        }
      },
    }
  }
}
