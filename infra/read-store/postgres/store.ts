import pg from 'pg'
import { createDatabase } from '../database.ts'
import { migrate } from '../migrate.ts'
import { parseTypes } from '../parse-types.ts'
import type { ReadStore } from '../port.ts'
import type { OnQuery } from '../query-log.ts'

export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database` */
  readonly url: string
  /** Most connections at once. Default 10. */
  readonly connections?: number
  readonly onQuery?: OnQuery
}

/** The read store in a PostgreSQL server. Throws ReadStoreError `migration` when its tables are of another release. */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<ReadStore> {
  const pool = new pg.Pool({ connectionString: options.url, max: options.connections ?? 10, types: parseTypes })
  // A broken idle connection: the pool drops it, and the next query says so if the server is gone.
  pool.on('error', () => undefined)
  const db = createDatabase(pool, options.onQuery)
  try {
    const fresh = await migrate(db, { unlogged: false })
    return { db, fresh, close: () => db.destroy() }
  } catch (error) {
    await db.destroy()
    throw error
  }
}
