import { sql, type Kysely, type Transaction } from 'kysely'
import { migrationHash, migrations, type Migration } from './migrations/index.ts'
import { ReadStoreError } from './port.ts'

interface Applied {
  readonly name: string
  readonly hash: string
}

/** Any number: one migration at a time takes this lock of PostgreSQL. */
const LOCK = 7_446_573

export interface MigrateOptions {
  /** Tables outside PostgreSQL's write-ahead log: faster, and empty after a crash. For a store that is thrown away then. */
  readonly unlogged: boolean
  readonly list?: readonly Migration[]
}

async function apply(tx: Transaction<unknown>, migration: Migration, unlogged: boolean): Promise<void> {
  for (const statement of migration.statements) {
    await sql.raw(unlogged ? statement.replace(/^create table /, 'create unlogged table ') : statement).execute(tx)
  }
  await sql`insert into migration (name, hash) values (${migration.name}, ${migrationHash(migration)})`.execute(tx)
}

/**
 * Applies the migrations that the database does not have, in one transaction. Resolves with true when it had none.
 * Throws ReadStoreError `migration` when it has others: one unknown to this release, or one that was different then.
 */
export async function migrate<T>(database: Kysely<T>, options: MigrateOptions): Promise<boolean> {
  const db = database as unknown as Kysely<unknown>
  const list = options.list ?? migrations
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(tx)
    const kind = options.unlogged ? 'unlogged table' : 'table'
    await sql.raw(`create ${kind} if not exists migration (name text primary key, hash text not null)`).execute(tx)
    const { rows: applied } = await sql<Applied>`select name, hash from migration`.execute(tx)
    const foreign = applied.find((row) => !list.some((migration) => migration.name === row.name && migrationHash(migration) === row.hash))
    if (foreign !== undefined) {
      throw new ReadStoreError('migration', `The read store's tables are of another release (migration ${foreign.name}). ` +
        'Empty the read store; it is rebuilt from the logs.')
    }
    for (const migration of list.slice(applied.length)) await apply(tx, migration, options.unlogged)
    return applied.length === 0
  })
}
