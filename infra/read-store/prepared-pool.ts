import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type pg from 'pg'

/** A client keeps this many statements prepared; later texts are parsed each time. */
const MOST_STATEMENTS = 500
/** A longer text is a list of rows or values, hardly ever the same again. */
const LONGEST_TEXT = 4_000

const BEGINS = /^(begin|start transaction)\b/

function preparing(client: pg.PoolClient, opening: string | undefined): PostgresPoolClient {
  const names = new Map<string, string>()
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text)
    if (known !== undefined || names.size >= MOST_STATEMENTS || text.length > LONGEST_TEXT) return known
    const name = `s${names.size + 1}`
    names.set(text, name)
    return name
  }
  let silent = false
  /** Both in one message: one way to the server and back. */
  const begin = async (text: string): Promise<unknown> => {
    try {
      return ((await client.query(`${text}; ${String(opening)}`)) as unknown as readonly unknown[])[0]
    } catch (error) {
      // It has begun, and whoever asked does not know: nobody else may get it.
      silent = true
      throw error
    }
  }
  const query = async (text: string, parameters: readonly unknown[]): Promise<unknown> => {
    if (opening !== undefined && BEGINS.test(text)) return begin(text)
    const name = parameters.length > 0 ? nameOf(text) : undefined
    try {
      return await client.query({ text, values: [...parameters], ...(name === undefined ? {} : { name }) })
    } catch (error) {
      // `pg` gives up on the answer, but the connection is still busy with it: nobody else may get it.
      silent ||= error instanceof Error && error.message === 'Query read timeout'
      throw error
    }
  }
  return {
    query: query as unknown as <R>(text: string, parameters: readonly unknown[]) => Promise<PostgresQueryResult<R>>,
    release: (destroy) => {
      client.release(silent || destroy)
    },
  } as PostgresPoolClient
}

/** A `pg` pool for Kysely whose clients prepare each statement with parameters once: half the time of a small query. `opening`: sent with the begin of every transaction. */
export function preparedPool(pool: pg.Pool, opening?: string): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect()
      const known = clients.get(client) ?? preparing(client, opening)
      clients.set(client, known)
      return known
    },
    end: () => pool.end(),
  }
}
