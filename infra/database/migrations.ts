import { createHash } from 'node:crypto'
import type { Run } from './run.ts'

/** A step of a schema's tables: plain SQL in order, never edited once released. */
export interface Migration {
  readonly name: string
  readonly statements: readonly string[]
}

/** SHA-256 of a migration's statements, hex. */
export const migrationHash = (migration: Migration): string =>
  createHash('sha256').update(JSON.stringify(migration.statements)).digest('hex')

/** Any number: whoever changes schemas, tables or rights takes this lock of PostgreSQL, one at a time. */
const LOCK = 7_446_573

/** Waits for its turn to change the database; the transaction's end lets the next one in. */
export async function lockMigrations(run: Run): Promise<void> {
  await run(`select pg_advisory_xact_lock(${String(LOCK)})`)
}

export interface Applied {
  /** Names in the order of the list. */
  readonly missing: readonly Migration[]
  /** A migration of the database that is unknown to this release, or was different then. */
  readonly foreign: string | undefined
  /** True when nothing was ever applied. */
  readonly none: boolean
}

/** Compares what the database has with a list. `table`: where the applied ones are kept. */
export async function compareMigrations(run: Run, table: string, list: readonly Migration[]): Promise<Applied> {
  const rows = await run(`select name, hash from ${table}`)
  const known = new Map(list.map((migration) => [migration.name, migrationHash(migration)]))
  const applied = new Set(rows.map(({ name }) => name))
  const foreign = rows.find(({ name, hash }) => known.get(String(name)) !== hash)
  return { missing: list.filter(({ name }) => !applied.has(name)), foreign: foreign && String(foreign.name), none: rows.length === 0 }
}

/** Applies migrations. `unlogged`: tables outside the write-ahead log. */
export async function applyMigrations(run: Run, table: string, list: readonly Migration[], unlogged = false): Promise<void> {
  for (const migration of list) {
    for (const statement of migration.statements)
      await run(unlogged ? statement.replace(/^create table /, 'create unlogged table ') : statement)
    await run(`insert into ${table} (name, hash) values ($1, $2)`, [migration.name, migrationHash(migration)])
  }
}
