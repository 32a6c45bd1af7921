import type { EventLog } from '../../infra/event-log/port.ts'
import type { RecordCodec } from '../../infra/registry/record-codec.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import type { DecodeReceipt } from '../api/receipts/find-receipt.ts'
import type { ReadDeps } from '../read/deps.ts'

/** What reading own publications needs. */
export interface PublicationDeps {
  readonly reads: ReadDeps
  readonly eventLog: EventLog
  readonly registry: SchemaRegistry
  readonly records: Pick<RecordCodec, 'read'>
  readonly decodeReceipt: DecodeReceipt
}
