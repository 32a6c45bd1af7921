import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { ReadStoreDb } from './port.ts'
import { preparedPool } from './prepared-pool.ts'
import { queryLog, type OnQuery } from './query-log.ts'
import type { Tables } from './tables.ts'

export interface DatabaseOptions {
  readonly onQuery?: OnQuery
  /** A statement without a snapshot that every transaction begins with. Default: none. */
  readonly opening?: string
}

/** Kysely over a `pg` pool, whichever server is behind it. Destroying it ends the pool. */
export const createDatabase = (pool: pg.Pool, { onQuery, opening }: DatabaseOptions = {}): ReadStoreDb =>
  new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: preparedPool(pool, opening) }),
    ...(onQuery === undefined ? {} : { log: queryLog(onQuery) }),
  })
