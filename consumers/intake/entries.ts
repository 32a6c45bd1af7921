import type { OwnStatement } from '../../core/publish/own-events/statement.ts'
import type { InboxPosition } from '../../core/publish/receipt-id.ts'

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
  /** Null where no rule asks, and in records of before. */
  readonly states: OwnStatement | null
  readonly sealed: Buffer
}
