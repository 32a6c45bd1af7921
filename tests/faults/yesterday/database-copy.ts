import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { requirePostgres } from '../../../scripts/servers/postgres/programs.ts'

const run = promisify(execFile)
const program = (name: string): string => join(requirePostgres(), name)

/** Writes all of a database into a file, as an operator does. */
export const dumpDatabase = async (url: string, file: string): Promise<void> => {
  await run(program('pg_dump'), ['--dbname', url, '--format=custom', '--file', file])
}

/** Makes a database what it was, as an operator does. */
export const restoreDatabase = async (url: string, file: string): Promise<void> => {
  await run(program('psql'), [
    '--dbname',
    url,
    '--quiet',
    '--set',
    'ON_ERROR_STOP=1',
    '--command',
    'drop schema if exists timeline, vault, identity, heads, transparency cascade',
  ])
  await run(program('pg_restore'), ['--dbname', url, '--exit-on-error', '--single-transaction', file])
}
