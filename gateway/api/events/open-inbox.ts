import { heldFields } from '../../../core/publish/held.ts'
import { judgeEvent } from '../../../core/publish/judge.ts'
import { receiptId } from '../../../core/publish/receipt-id.ts'
import type { Clock } from '../../../infra/clock/clock.ts'
import { createInboxRecords } from '../../../infra/event-log/inbox-records.ts'
import { EventLogError, type EventLog } from '../../../infra/event-log/port.ts'
import type { CrashPoint } from '../../../infra/faults/crash-point.ts'
import type { SchemaRegistry } from '../../../infra/registry/port.ts'
import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import { createEventChecker } from '../../../schemas/codec/check.ts'
import type { AgencyType } from '../../../schemas/generated/codes.ts'
import type { AgencyEntry } from '../../policy/types.ts'
import { Problem } from '../problem.ts'
import type { OpenInbox, Verdict } from './intake.ts'

export interface InboxDeps {
  readonly clock: Clock
  readonly eventLog: EventLog
  readonly registry: SchemaRegistry
  readonly catalogue: Catalogue
  /** Agencies as the control log has them now. */
  readonly agencies: () => Promise<ReadonlyMap<string, AgencyEntry>>
  /** Point of the fault tests: after-inbox-append. */
  readonly crashPoint: CrashPoint
}

/** Opens the inboxes of agencies: judging by the same rules as intake, appending in Confluent wire format with CloudEvents headers. */
export function createOpenInbox({ clock, eventLog, registry, catalogue, agencies, crashPoint }: InboxDeps): OpenInbox {
  const check = createEventChecker(catalogue)
  const recordsOf = createInboxRecords({ catalogue, registry })
  const schemaOf = (type: string) => {
    const schema = catalogue.types.get(type)
    if (schema === undefined) throw new RangeError('Not an event type of the catalogue')
    return schema
  }
  return async (agency) => {
    const entry = (await agencies()).get(agency)
    if (entry === undefined) throw new Problem('forbidden')
    const publisher = { agency, type: entry.type as AgencyType }
    const judge = (value: unknown): Verdict => {
      const checked = check(value)
      if (!checked.ok) return { status: 'rejected', errors: checked.errors }
      const event = checked.value
      const schema = schemaOf(event.type)
      const errors = judgeEvent(event, { publisher, schema, now: new Date(clock.now()).toISOString() })
      return errors.length > 0 ? { status: 'rejected', errors } : { status: 'accepted', event, held: heldFields(event, schema) }
    }
    return {
      judge,
      append: async (events) => {
        try {
          const positions = await eventLog.append(await recordsOf(events))
          crashPoint('after-inbox-append')
          return positions.map(receiptId)
        } catch (cause) {
          throw new Problem(cause instanceof EventLogError && cause.code === 'unknown-topic' ? 'forbidden' : 'unavailable', { cause })
        }
      },
    }
  }
}
