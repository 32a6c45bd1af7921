import { DatabaseError } from './address.ts'
import { lockMigrations } from './migrations.ts'
import { createPool } from './pool.ts'
import { grantRights, presentSchemas, ROLES, type Role } from './rights.ts'
import { inTransaction, type Run } from './run.ts'
import { scramVerifier } from './scram.ts'

export interface RolesOptions {
  /** Passwords of roles that log in themselves. A role without one is for others to be members of, and keeps what it has. */
  readonly passwords?: Partial<Record<Role, string>>
}

const INSUFFICIENT_PRIVILEGE = '42501'

async function createRole(run: Run, role: Role, password: string | undefined): Promise<void> {
  const [found] = await run('select 1 from pg_roles where rolname = $1', [role])
  // Another database of the server may do the same: roles are the server's, the lock is the database's.
  if (found === undefined) {
    await run(`do $$ begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end $$`)
  }
  if (password !== undefined) await run(`alter role ${role} login password '${scramVerifier(password)}'`)
}

/**
 * Makes the roles of intake, timeline and gateway where they are missing, and gives them their rights in the schemas that are there. Idempotent.
 * `adminUrl`: a role that may make roles and owns the schemas. Throws DatabaseError `rights` when it may not.
 */
export async function applyRoles(adminUrl: string, options: RolesOptions = {}): Promise<void> {
  const pool = createPool({ url: adminUrl, connections: 1, patient: true })
  try {
    await inTransaction(pool, async (run) => {
      await lockMigrations(run)
      for (const role of ROLES) await createRole(run, role, options.passwords?.[role])
      for (const schema of await presentSchemas(run)) await grantRights(run, schema)
    })
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== INSUFFICIENT_PRIVILEGE) throw error
    const message = 'This database user may not make roles, or does not own the schemas. Use one that may (CREATEROLE) and that made them.'
    throw new DatabaseError('rights', message, { cause: error })
  } finally {
    await pool.end()
  }
}
