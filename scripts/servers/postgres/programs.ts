import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { ServerFailure } from '../failure.ts'
import type { ServerCommand } from '../run-folder.ts'

const DEBIAN = '/usr/lib/postgresql'
const SERVER_USER = 'postgres'

/** The folder of PostgreSQL's own programs: the newest of Debian's, else the one on the PATH; undefined when there is no server. */
export function findPostgres(): string | undefined {
  const releases = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((left, right) => Number(right) - Number(left)) : []
  const folders = [...releases.map((release) => join(DEBIAN, release, 'bin')), ...(process.env.PATH ?? '').split(delimiter)]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
}

/** As findPostgres, but throws a ServerFailure that says how to install one. */
export function requirePostgres(): string {
  const folder = findPostgres()
  if (folder !== undefined) return folder
  throw new ServerFailure(
    'missing_tool',
    "PostgreSQL's server was not found. Install it (Debian and Ubuntu: sudo apt-get install postgresql; " +
      'macOS: brew install postgresql), or name a running one in the variable DATABASE_URL.',
  )
}

const idOf = (option: '-u' | '-g'): number => Number(execFileSync('id', [option, SERVER_USER], { encoding: 'utf8' }))

/** Whom the server runs as: it refuses to be root, so root runs it as the user `postgres` that the packages make. */
export function serverUser(): ServerCommand['user'] {
  return process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : undefined
}
