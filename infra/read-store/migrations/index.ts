import { createHash } from 'node:crypto'
import { tables } from './0001-tables.ts'
import type { Migration } from './migration.ts'

export type { Migration } from './migration.ts'

/** Every migration, in the order in which they apply. */
export const migrations: readonly Migration[] = [tables]

/** SHA-256 of a migration's statements, hex. */
export const migrationHash = (migration: Migration): string => createHash('sha256').update(JSON.stringify(migration.statements)).digest('hex')

/** SHA-256 over all migrations, hex: an embedded store made by others is thrown away. */
export const migrationsHash = (list: readonly Migration[] = migrations): string =>
  createHash('sha256').update(list.map((migration) => `${migration.name} ${migrationHash(migration)}\n`).join('')).digest('hex')
