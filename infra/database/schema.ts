import { DatabaseError } from './address.ts'
import { applyMigrations, compareMigrations, lockMigrations, type Migration } from './migrations.ts'
import { keepFunctionsToSchema } from './function-paths.ts'
import { grantRights } from './rights.ts'
import type { Run } from './run.ts'
import { SCHEMAS, type Schema } from './schemas.ts'

export interface SchemaOptions {
  readonly schema: Schema
  /** The name that it has for now. Default: its own. */
  readonly name?: string
  readonly migrations: readonly Migration[]
  /** Drops the schema with everything in it first. Only for what can be made again. */
  readonly renew?: boolean
}

/** Whether this role owns the schema, or may make it where it is missing. */
async function ownership(run: Run, schema: string): Promise<{ readonly exists: boolean; readonly mine: boolean }> {
  const [found] = await run("select pg_has_role(nspowner, 'USAGE') as mine from pg_namespace where nspname = $1", [schema])
  if (found !== undefined) return { exists: true, mine: found.mine === true }
  const [database] = await run("select has_database_privilege(current_database(), 'CREATE') as mine")
  return { exists: false, mine: database?.mine === true }
}

/** A role without rights to migrate only looks. */
async function check(run: Run, { schema, migrations }: SchemaOptions, exists: boolean): Promise<void> {
  const [table] = exists ? await run('select to_regclass($1) is not null as there', [`${schema}.migration`]) : []
  const compared = table?.there === true ? await compareMigrations(run, `${schema}.migration`, migrations) : undefined
  if (compared?.foreign !== undefined) throw foreignMigration(schema, compared.foreign)
  if (compared === undefined || compared.missing.length > 0) {
    const message = `The tables in schema ${schema} are not there or of an earlier release. Run "throughline database apply" as the database's owner.`
    throw new DatabaseError('migration', message)
  }
}

const foreignMigration = (schema: Schema, name: string): DatabaseError => {
  const otherwise = SCHEMAS[schema].renewable ? ' Otherwise run "throughline timeline rebuild" as the database\'s owner.' : ''
  const message = `The tables in schema ${schema} are of another release (migration ${name}). If that one is newer, start that one.${otherwise}`
  return new DatabaseError('migration', message)
}

/**
 * Brings a schema up to this release, inside a transaction: made when missing, migrated forward, rights given to the roles that are there. A role
 * that does not own the schema only checks. Several processes may do this at once. Resolves with true when there was nothing before.
 * Throws DatabaseError `migration`.
 */
export async function prepareSchema(run: Run, options: SchemaOptions): Promise<boolean> {
  const { schema, name = schema, migrations, renew = false } = options
  const table = `${name}.migration`
  await run("select set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true)")
  await lockMigrations(run)
  const { exists, mine } = await ownership(run, name)
  if (!mine) {
    if (renew) throw new DatabaseError('rights', `Schema ${schema} can be made again by the database's owner only.`)
    await check(run, options, exists)
    return false
  }
  if (renew && exists) await run(`drop schema ${name} cascade`)
  if (renew || !exists) await run(`create schema ${name}`)
  await run(`create table if not exists ${table} (name text primary key, hash text not null)`)
  const { missing, foreign, none } = await compareMigrations(run, table, migrations)
  if (foreign !== undefined) throw foreignMigration(schema, foreign)
  if (missing.length > 0) {
    await applyMigrations(run, table, missing)
    await grantRights(run, schema, name)
  }
  await keepFunctionsToSchema(run, name)
  return none
}
