import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { ReadStoreDb } from './port.ts'
import { preparedPool, type Transactions } from './prepared-pool.ts'
import { queryLog, type OnQuery } from './query-log.ts'
import type { Tables } from './tables.ts'

export interface DatabaseOptions extends Transactions {
  readonly onQuery?: OnQuery
}

/** Kysely over a `pg` pool, whichever server is behind it. Destroying it ends the pool. */
export const createDatabase = (pool: pg.Pool, { onQuery, ...transactions }: DatabaseOptions = {}): ReadStoreDb =>
  new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: preparedPool(pool, transactions) }),
    ...(onQuery === undefined ? {} : { log: queryLog(onQuery) }),
  })
