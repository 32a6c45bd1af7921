import type { Configuration } from '../infra/configuration/configuration.ts'
import { applyDatabase } from '../infra/database/apply.ts'
import type { Output } from './output.ts'

/** Brings the database of DATABASE_URL up to this release, as its owner: roles, schemas, tables, rights. Resolves with the exit code. */
export async function apply({ databaseUrl }: Configuration, output: Output): Promise<number> {
  if (databaseUrl === undefined)
    throw new Error('DATABASE_URL is not set: there is no database to bring up to date. The embedded one needs nothing.')
  const { made } = await applyDatabase(databaseUrl)
  output.result(made.length === 0 ? 'The database was up to date.' : `Made the schemas ${made.join(', ')}, with their tables and roles.`, {
    made,
  })
  return 0
}
