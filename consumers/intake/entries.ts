import type { InboxPosition } from '../../core/publish/receipt-id.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'

/** schemas/records/link-epoch.avsc. */
export interface LinkEpochRecord {
  readonly epoch: number
  readonly intake: string
  readonly started_at: string
}

/** schemas/records/unlinked-event.avsc. */
export interface UnlinkedEventRecord {
  readonly epoch: number
  readonly agency: string
  readonly system: string
  readonly event_id: string
  readonly type: string
  readonly digest: string
  readonly inbox: InboxPosition
  readonly published_at: string
  readonly awaits: readonly string[]
  readonly schema: string
  readonly sealed: Buffer
}

/** schemas/records/receipt.avsc. */
export interface ReceiptRecord {
  readonly receipt: string
  readonly source: string | null
  readonly event_id: string | null
  readonly type: string | null
  readonly status: 'accepted' | 'repeated' | 'rejected' | 'held'
  readonly errors: readonly FieldError[]
  readonly inbox: InboxPosition
  readonly at: string
}
