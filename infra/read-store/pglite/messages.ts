/** What the main thread and PGlite's worker say to each other. */

/** Whole messages of PostgreSQL's wire protocol from a connection; a number not seen before is a new connection. */
export interface ProtocolBytes {
  readonly kind: 'bytes'
  readonly connection: number
  readonly bytes: Uint8Array<ArrayBuffer>
}

export type ToWorker = ProtocolBytes | { readonly kind: 'stop' }

/** `ready`: takes connections. `stopped`: shut down in order, every file synced. */
export type FromWorker = ProtocolBytes | { readonly kind: 'ready' } | { readonly kind: 'stopped' }

export interface WorkerSetup {
  /** PostgreSQL's data folder. */
  readonly folder: string
}
