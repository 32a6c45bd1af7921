import type { Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { command, type Common } from './command.ts'
import { run } from './run.ts'

/** Declares `database apply`. */
export function declareDatabase(throughline: Command): void {
  const database = throughline.command('database').description('the PostgreSQL database of DATABASE_URL')
  command(database, 'apply', 'make roles, schemas, tables and rights of this release, as the owner').action(async (common: Common) =>
    run(async (output) => (await import('../database.ts')).apply(readConfiguration(process.env), output), common),
  )
}
