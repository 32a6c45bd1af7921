import { createValueJudge } from '../../../core/publish/judge-value.ts'
import { receiptId } from '../../../core/publish/receipt-id.ts'
import type { Clock } from '../../../infra/clock/clock.ts'
import { createInboxRecords } from '../../../infra/event-log/inbox-records.ts'
import { EventLogError, type EventLog } from '../../../infra/event-log/port.ts'
import type { CrashPoint } from '../../../infra/faults/crash-point.ts'
import type { SchemaRegistry } from '../../../infra/registry/port.ts'
import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import type { AgencyType } from '../../../schemas/generated/codes.ts'
import type { AgencyEntry } from '../../policy/types.ts'
import { Problem } from '../problem.ts'
import { MOST_AWAITED, takesEffect, type InForce } from './in-force.ts'
import type { Kept, OpenInbox } from './intake.ts'

export interface InboxDeps {
  readonly clock: Clock
  readonly eventLog: EventLog
  readonly registry: SchemaRegistry
  readonly catalogue: Catalogue
  /** Agencies as the control log has them now. */
  readonly agencies: () => Promise<ReadonlyMap<string, AgencyEntry>>
  /** True where entries of a national register may be published (G17). */
  readonly nationalRegister?: boolean | undefined
  /** Waits for what takes effect. */
  readonly inForce: InForce
  /** Point of the fault tests: after-inbox-append. */
  readonly crashPoint: CrashPoint
}

/** Opens the inboxes of agencies: judging by the same rules as intake, appending in Confluent wire format with CloudEvents headers. */
export function createOpenInbox({ clock, eventLog, registry, catalogue, agencies, nationalRegister, inForce, crashPoint }: InboxDeps): OpenInbox {
  const judgeValue = createValueJudge(catalogue, { nationalRegister })
  const recordsOf = createInboxRecords({ catalogue, registry })
  return async (agency) => {
    const entry = (await agencies()).get(agency)
    if (entry === undefined) throw new Problem('forbidden')
    const withEffect = async (events: readonly AgencyEvent[], receipts: readonly string[], mark: number | undefined): Promise<readonly Kept[]> => {
      const effective = new Set(receipts.filter((_, at) => takesEffect(events[at]?.type ?? '')))
      // What is durable is answered as kept, whatever keeps us from seeing it in force.
      const there = mark === undefined ? new Set<string>() : await inForce.wait(agency, mark, [...effective]).catch(() => new Set<string>())
      return receipts.map((receipt) => ({ receipt, ...(effective.has(receipt) ? { inForce: there.has(receipt) } : {}) }))
    }
    const publisher = { agency, type: entry.type as AgencyType }
    return {
      judge: (value) => judgeValue(value, () => publisher, new Date(clock.now()).toISOString()),
      append: async (events, kind) => {
        try {
          const effective = kind === 'events' && events.some(({ type }) => takesEffect(type))
          const awaited = effective && events.length <= MOST_AWAITED
          const mark = awaited ? await inForce.mark(agency) : 0
          const receipts = (await eventLog.append(await recordsOf(events, kind))).map(receiptId)
          crashPoint('after-inbox-append')
          return effective ? await withEffect(events, receipts, awaited ? mark : undefined) : receipts.map((receipt) => ({ receipt }))
        } catch (cause) {
          throw new Problem(cause instanceof EventLogError && cause.code === 'unknown-topic' ? 'forbidden' : 'unavailable', { cause })
        }
      },
    }
  }
}
