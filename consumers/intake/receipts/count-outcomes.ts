import { INBOX_PATTERN } from '../../../infra/event-log/topics.ts'
import type { Telemetry } from '../../../infra/telemetry/telemetry.ts'
import type { ReceiptRecord } from './receipt.ts'

/** Counts what became of events, as their first entries of receipts say. */
export function countOutcomes({ metrics, eventRejected }: Telemetry, entries: readonly ReceiptRecord[]): void {
  for (const { inbox, status, errors } of entries) {
    const agency = INBOX_PATTERN.exec(inbox.topic)?.[1] ?? ''
    if (status === 'rejected') eventRejected(agency, errors, { atGateway: false })
    else metrics.events.inc({ agency, outcome: status })
  }
}
