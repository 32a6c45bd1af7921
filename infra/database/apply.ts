import { migrations as timelineMigrations } from '../read-store/migrations/index.ts'
import { headMigrations } from '../heads/postgres/migrations.ts'
import { transparencyLogMigrations } from '../transparency-log/postgres/migrations.ts'
import { vaultMigrations } from '../vault/postgres/migrations.ts'
import { identityMigrations } from './identity-migrations.ts'
import type { Migration } from './migrations.ts'
import { createPool } from './pool.ts'
import { applyRoles, type RolesOptions } from './roles.ts'
import { inTransaction } from './run.ts'
import { prepareSchema } from './schema.ts'
import type { Schema } from './schemas.ts'

export interface DatabaseApplied {
  /** Schemas that were not there before. */
  readonly made: readonly Schema[]
}

/**
 * Brings a database up to this release: roles, then the schemas timeline, vault, identity, heads and transparency with their tables and rights. Idempotent; run as the
 * owner, before processes of this release start. Throws DatabaseError.
 */
export async function applyDatabase(ownerUrl: string, options: RolesOptions = {}): Promise<DatabaseApplied> {
  await applyRoles(ownerUrl, options)
  const lists: Readonly<Record<Schema, readonly Migration[]>> = {
    timeline: timelineMigrations,
    vault: vaultMigrations,
    identity: identityMigrations,
    heads: headMigrations,
    transparency: transparencyLogMigrations,
  }
  const made: Schema[] = []
  for (const [schema, migrations] of Object.entries(lists) as [Schema, readonly Migration[]][]) {
    const pool = createPool({ url: ownerUrl, connections: 1, patient: true, schema })
    try {
      if (await inTransaction(pool, (run) => prepareSchema(run, { schema, migrations }))) made.push(schema)
    } finally {
      await pool.end()
    }
  }
  return { made }
}
