import { DatabaseError } from '../../database/address.ts'
import { createPool } from '../../database/pool.ts'
import { inTransaction } from '../../database/run.ts'
import { prepareSchema, type SchemaOptions } from '../../database/schema.ts'
import { createDatabase } from '../database.ts'
import { migrations, type Migration } from '../migrations/index.ts'
import { parseTypes } from '../parse-types.ts'
import { ReadStoreError, type ReadStore } from '../port.ts'
import type { OnQuery } from '../query-log.ts'
import { BESIDE, SCHEMA } from './schemas.ts'

export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database` */
  readonly url: string
  /** Most connections at once. Default 10. */
  readonly connections?: number
  readonly onQuery?: OnQuery
  /** Default: `migrations/`. */
  readonly migrations?: readonly Migration[]
  /** For a rebuild by the owner: empty tables beside those that are served, which `replaceServed` puts in their place. */
  readonly beside?: boolean
  /** For commands, whose statements and pauses may take long. */
  readonly patient?: boolean
}

/**
 * With the first message of every transaction: whoever reads or writes in several statements does so in the same tables (`replaceServed`). LOCK TABLE takes no snapshot, so
 * one that has waited for another store to take this one's place sees all of that.
 */
const OPENING = 'lock table consumer_offset in access share mode'

function asReadStoreError(error: unknown): ReadStoreError {
  if (error instanceof ReadStoreError) return error
  if (error instanceof DatabaseError)
    return new ReadStoreError(error.code === 'migration' ? 'migration' : 'start', error.message, { cause: error })
  return new ReadStoreError(
    'start',
    'The database of DATABASE_URL does not answer, or does not let this user in. Is it running, and is the address right?',
    { cause: error },
  )
}

/**
 * The read store in a PostgreSQL server, in schema `timeline`; several processes may share it. Where this role owns the schema, it is brought up to
 * this release; else it is only checked. Throws ReadStoreError `migration` when its tables are of another release, `start` when the server does not
 * answer.
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<ReadStore> {
  const { url, connections = 10, patient = false, beside = false, onQuery } = options
  const name = beside ? BESIDE : SCHEMA
  try {
    const fresh = await prepare(url, { schema: SCHEMA, name, migrations: options.migrations ?? migrations, renew: beside })
    const db = createDatabase(createPool({ url, connections, patient, schema: name, types: parseTypes }), {
      opening: OPENING,
      ...(onQuery ? { onQuery } : {}),
    })
    let closed: Promise<void> | undefined
    return { db, fresh, close: () => (closed ??= db.destroy()) }
  } catch (error) {
    throw asReadStoreError(error)
  }
}

/** Brings the schema up to this release, over a connection of its own: a migration takes as long as it takes. */
async function prepare(url: string, options: SchemaOptions): Promise<boolean> {
  const pool = createPool({ url, connections: 1, patient: true, schema: options.name ?? options.schema })
  try {
    return await inTransaction(pool, (run) => prepareSchema(run, options))
  } finally {
    await pool.end()
  }
}
