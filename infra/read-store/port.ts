/**
 * The read store port: PostgreSQL through `pg` and Kysely. Embedded: PGlite in a worker thread behind `pg`. The store is a
 * function of the logs: it can be thrown away and rebuilt. `tests/contract/read-store.ts` is its suite.
 */
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from './tables.ts'

export type ReadStoreDb = Kysely<Tables>
export type ReadStoreTx = Transaction<Tables>

export interface ReadStore {
  readonly db: ReadStoreDb
  /** True when the store was empty at the start, so that every consumer begins at the start of its log. */
  readonly fresh: boolean
  /** Closes in order and marks the stop as clean. */
  close(): Promise<void>
}

export type ReadStoreErrorCode = 'locked' | 'migration' | 'start'

export class ReadStoreError extends Error {
  readonly code: ReadStoreErrorCode
  constructor(code: ReadStoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ReadStoreError'
    this.code = code
  }
}
