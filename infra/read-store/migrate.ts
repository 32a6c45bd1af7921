import { CompiledQuery, type Kysely } from 'kysely'
import { applyMigrations, compareMigrations, lockMigrations } from '../database/migrations.ts'
import type { Run } from '../database/run.ts'
import { migrations, type Migration } from './migrations/index.ts'
import { ReadStoreError } from './port.ts'

export interface MigrateOptions {
  /** Tables outside PostgreSQL's write-ahead log: faster, and empty after a crash. For a store that is thrown away then. */
  readonly unlogged: boolean
  readonly list?: readonly Migration[]
}

/** Runs statements on a Kysely database or transaction. */
export const runOnKysely =
  <T>(db: Kysely<T>): Run =>
  async (text, values = []) =>
    (await db.executeQuery<Readonly<Record<string, unknown>>>(CompiledQuery.raw(text, [...values]))).rows

/**
 * Applies the migrations that the database does not have, in one transaction. Resolves with true when it had none.
 * Throws ReadStoreError `migration` when it has others: one unknown to this release, or one that was different then.
 */
export async function migrate<T>(db: Kysely<T>, { unlogged, list = migrations }: MigrateOptions): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const run = runOnKysely(tx)
    await lockMigrations(run)
    await run(`create ${unlogged ? 'unlogged table' : 'table'} if not exists migration (name text primary key, hash text not null)`)
    const { missing, foreign, none } = await compareMigrations(run, 'migration', list)
    if (foreign !== undefined) {
      throw new ReadStoreError(
        'migration',
        `The read store's tables are of another release (migration ${foreign}). ` + 'Empty the read store; it is rebuilt from the logs.',
      )
    }
    await applyMigrations(run, 'migration', missing, unlogged)
    return none
  })
}
