import type { ReceiptPage } from './receipts.ts'
import type { Verdict } from './verdict.ts'
import type { Waiting } from './waiting.ts'

/** What became of one try to deliver a batch. */
export interface Attempt {
  readonly verdict: Verdict
  /** HTTP status of the answer. */
  readonly status?: number
  /** Why Kafka or the registry took nothing: the code of EventLogError or RegistryError; over HTTP `sign-in`, where the service did not take the key. */
  readonly code?: string
  /** Milliseconds that the service asks to wait before the next try. */
  readonly wait?: number
}

/** Takes batches to the service. */
export interface Transport {
  /** Most events, and bytes of their JSON, of a batch. */
  readonly limits: { readonly events: number; readonly bytes: number }
  /** Never rejects: what is not known to be there is to be tried again. */
  deliver(batch: readonly Waiting[], signal: AbortSignal): Promise<Attempt>
}

/** How an agency's system reaches the service: its events there, its receipts back. */
export interface Way {
  readonly transport: Transport
  /** See AgencyClient. */
  receipts(signal: AbortSignal, after?: string): AsyncGenerator<ReceiptPage, void, undefined>
  close(): Promise<void>
}
