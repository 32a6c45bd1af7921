import type { InboxPosition } from '../../../core/publish/receipt-id.ts'
import type { FieldError } from '../../../schemas/codec/errors.ts'

/** schemas/records/receipt.avsc: an entry of a receipt. */
export interface ReceiptRecord {
  readonly receipt: string
  readonly source: string | null
  readonly event_id: string | null
  readonly type: string | null
  readonly status: 'accepted' | 'repeated' | 'rejected' | 'held'
  readonly errors: readonly FieldError[]
  readonly inbox: InboxPosition
  /** When the inbox record was published, ISO 8601 in UTC. */
  readonly at: string
  readonly warnings: readonly FieldError[]
  /** False of the first entry of two. */
  readonly final: boolean
}
