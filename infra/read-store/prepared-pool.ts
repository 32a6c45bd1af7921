import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type pg from 'pg'

/** A client keeps this many statements prepared; later texts are parsed each time. */
const MOST_STATEMENTS = 500
/** A longer text is a list of rows or values, hardly ever the same again. */
const LONGEST_TEXT = 4_000

function preparing(client: pg.PoolClient): PostgresPoolClient {
  const names = new Map<string, string>()
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text)
    if (known !== undefined || names.size >= MOST_STATEMENTS || text.length > LONGEST_TEXT) return known
    const name = `s${names.size + 1}`
    names.set(text, name)
    return name
  }
  let silent = false
  const query = async (text: string, parameters: readonly unknown[]): Promise<unknown> => {
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
    release: (destroy) => { client.release(silent || destroy) },
  } as PostgresPoolClient
}

/** A `pg` pool for Kysely whose clients prepare each statement with parameters once: half the time of a small query. */
export function preparedPool(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect()
      const known = clients.get(client) ?? preparing(client)
      clients.set(client, known)
      return known
    },
    end: () => pool.end(),
  }
}
