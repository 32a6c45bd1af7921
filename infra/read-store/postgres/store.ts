import { DatabaseError } from '../../database/address.ts'
import { createPool } from '../../database/pool.ts'
import { prepareSchema } from '../../database/schema.ts'
import { createDatabase } from '../database.ts'
import { runOnKysely } from '../migrate.ts'
import { migrations, type Migration } from '../migrations/index.ts'
import { parseTypes } from '../parse-types.ts'
import { ReadStoreError, type ReadStore } from '../port.ts'
import type { OnQuery } from '../query-log.ts'

export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database` */
  readonly url: string
  /** Most connections at once. Default 10. */
  readonly connections?: number
  readonly onQuery?: OnQuery
  /** Default: `migrations/`. */
  readonly migrations?: readonly Migration[]
  /** For a rebuild by the owner: throws the tables away first, whatever release they are of. Every consumer begins again. */
  readonly renew?: boolean
  /** For commands, whose statements and pauses may take long. */
  readonly patient?: boolean
}

const SCHEMA = 'timeline'

function asReadStoreError(error: unknown): ReadStoreError {
  if (error instanceof ReadStoreError) return error
  if (error instanceof DatabaseError) return new ReadStoreError(error.code === 'migration' ? 'migration' : 'start', error.message, { cause: error })
  return new ReadStoreError('start', 'The database of DATABASE_URL does not answer, or does not let this user in. Is it running, and is the address right?', { cause: error })
}

/**
 * The read store in a PostgreSQL server, in schema `timeline`; several processes may share it. Where this role owns the schema, it is brought up to
 * this release; else it is only checked. Throws ReadStoreError `migration` when its tables are of another release, `start` when the server does not
 * answer.
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<ReadStore> {
  const { url, connections = 10, patient = false, renew = false, onQuery } = options
  try {
    const db = createDatabase(createPool({ url, connections, patient, schema: SCHEMA, types: parseTypes }), onQuery)
    try {
      const fresh = await db.transaction().execute((tx) => prepareSchema(runOnKysely(tx), { schema: SCHEMA, migrations: options.migrations ?? migrations, renew }))
      let closed: Promise<void> | undefined
      return { db, fresh, close: () => (closed ??= db.destroy()) }
    } catch (error) {
      await db.destroy()
      throw error
    }
  } catch (error) {
    throw asReadStoreError(error)
  }
}
