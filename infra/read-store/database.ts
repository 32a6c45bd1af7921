import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { ReadStoreDb } from './port.ts'
import { preparedPool } from './prepared-pool.ts'
import { queryLog, type OnQuery } from './query-log.ts'
import type { Tables } from './tables.ts'

/** Kysely over a `pg` pool, whichever server is behind it. Destroying it ends the pool. */
export const createDatabase = (pool: pg.Pool, onQuery?: OnQuery): ReadStoreDb =>
  new Kysely<Tables>({ dialect: new PostgresDialect({ pool: preparedPool(pool) }), ...(onQuery === undefined ? {} : { log: queryLog(onQuery) }) })
