import pg from 'pg'
import { withSettings, type Settings } from './address.ts'

export interface PoolOptions {
  /** `postgres://user:password@host:port/database` */
  readonly url: string
  /** Most connections at once. Default 10. */
  readonly connections?: number
  /** For work that takes as long as it takes: no statement, lock or pause is cut short. */
  readonly patient?: boolean
  /** First in the search path. Default: none of ours, so that every name is qualified. */
  readonly schema?: string
  readonly types?: pg.CustomTypesConfig
}

const CONNECT_MS = 10_000
const IDLE_MS = 30_000
/** The server ends a statement before; this is for a server that does not answer at all. */
const SILENCE_MS = 65_000

/**
 * INVARIANT: `lock_timeout` is longer than `idle_in_transaction_session_timeout`: whoever waits for a process that froze inside its transaction
 * outlives it. What is committed is on the disk; transactions are READ COMMITTED unless they say otherwise, whatever the server's defaults.
 */
const ALWAYS: Settings = {
  default_transaction_isolation: 'read committed',
  default_transaction_read_only: 'off',
  synchronous_commit: 'on',
  jit: 'off',
}
const HURRIED: Settings = { statement_timeout: '60s', lock_timeout: '15s', idle_in_transaction_session_timeout: '10s' }
const PATIENT: Settings = { statement_timeout: '0', lock_timeout: '0', idle_in_transaction_session_timeout: '0' }

/**
 * Connections to PostgreSQL. One that breaks is dropped, and the next query opens another: a query fails while the server is away, and works
 * when it is back. No broken connection ends the process. Throws DatabaseError `address`.
 */
export function createPool(options: PoolOptions): pg.Pool {
  const { url, connections = 10, patient = false, schema, types } = options
  const settings = { ...ALWAYS, ...(patient ? PATIENT : HURRIED), ...(schema === undefined ? {} : { search_path: `${schema},pg_temp` }) }
  const pool = new pg.Pool({
    connectionString: withSettings(url, settings),
    max: connections,
    application_name: 'throughline',
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: IDLE_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: CONNECT_MS,
    ...(patient ? {} : { query_timeout: SILENCE_MS }),
    ...(types === undefined ? {} : { types }),
  })
  // An idle connection that breaks tells the pool; one in use, between two statements, tells its client, and nobody else listens there.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
  })
  return pool
}
