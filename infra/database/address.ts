/** What is wrong with the database of DATABASE_URL: its address, that it cannot be reached, or what this role may do. */
export type DatabaseErrorCode = 'address' | 'unreachable' | 'migration' | 'rights'

/** Never holds the address: it may have a password. */
export class DatabaseError extends Error {
  readonly code: DatabaseErrorCode
  constructor(code: DatabaseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DatabaseError'
    this.code = code
  }
}

/** Names and values of PostgreSQL's run-time parameters. */
export type Settings = Readonly<Record<string, string>>

const escaped = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll(' ', '\\ ')

const FORM = 'DATABASE_URL must be postgres://user:password@host:port/database.'

/**
 * An address whose connections begin with settings (`options` of the startup message), after those that it has itself.
 * Throws DatabaseError `address`.
 */
export function withSettings(url: string, settings: Settings): string {
  if (!URL.canParse(url)) throw new DatabaseError('address', FORM)
  const address = new URL(url)
  if (address.protocol !== 'postgres:' && address.protocol !== 'postgresql:') throw new DatabaseError('address', FORM)
  const own = address.searchParams.get('options')
  const ours = Object.entries(settings).map(([name, value]) => `-c ${name}=${escaped(value)}`)
  address.searchParams.set('options', [...(own === null ? [] : [own]), ...ours].join(' '))
  return address.href
}
