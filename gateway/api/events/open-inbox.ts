import { createValueJudge } from '../../../core/publish/judge-value.ts'
import { receiptId } from '../../../core/publish/receipt-id.ts'
import type { Clock } from '../../../infra/clock/clock.ts'
import { createInboxRecords } from '../../../infra/event-log/inbox-records.ts'
import { EventLogError, type EventLog } from '../../../infra/event-log/port.ts'
import type { CrashPoint } from '../../../infra/faults/crash-point.ts'
import type { SchemaRegistry } from '../../../infra/registry/port.ts'
import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import type { AgencyType } from '../../../schemas/generated/codes.ts'
import type { AgencyEntry } from '../../policy/types.ts'
import { Problem } from '../problem.ts'
import type { OpenInbox } from './intake.ts'

export interface InboxDeps {
  readonly clock: Clock
  readonly eventLog: EventLog
  readonly registry: SchemaRegistry
  readonly catalogue: Catalogue
  /** Agencies as the control log has them now. */
  readonly agencies: () => Promise<ReadonlyMap<string, AgencyEntry>>
  /** True where entries of a national register may be published (G17). */
  readonly nationalRegister?: boolean | undefined
  /** Point of the fault tests: after-inbox-append. */
  readonly crashPoint: CrashPoint
}

/** Opens the inboxes of agencies: judging by the same rules as intake, appending in Confluent wire format with CloudEvents headers. */
export function createOpenInbox({ clock, eventLog, registry, catalogue, agencies, nationalRegister, crashPoint }: InboxDeps): OpenInbox {
  const judgeValue = createValueJudge(catalogue, { nationalRegister })
  const recordsOf = createInboxRecords({ catalogue, registry })
  return async (agency) => {
    const entry = (await agencies()).get(agency)
    if (entry === undefined) throw new Problem('forbidden')
    const publisher = { agency, type: entry.type as AgencyType }
    return {
      judge: (value) => judgeValue(value, () => publisher, new Date(clock.now()).toISOString()),
      append: async (events, kind) => {
        try {
          const positions = await eventLog.append(await recordsOf(events, kind))
          crashPoint('after-inbox-append')
          return positions.map(receiptId)
        } catch (cause) {
          throw new Problem(cause instanceof EventLogError && cause.code === 'unknown-topic' ? 'forbidden' : 'unavailable', { cause })
        }
      },
    }
  }
}
