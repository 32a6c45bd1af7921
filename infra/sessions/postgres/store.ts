import { DatabaseError } from '../../database/address.ts'
import { identityMigrations } from '../../database/identity-migrations.ts'
import { createPool } from '../../database/pool.ts'
import { inTransaction, runOn } from '../../database/run.ts'
import { prepareSchema } from '../../database/schema.ts'
import type { SessionStore } from '../port.ts'

export interface PostgresSessionStoreOptions {
  /** `postgres://user:password@host:port/database` */
  readonly url: string
  /** Most connections at once. Default 5. */
  readonly connections?: number
}

/** Sessions in PostgreSQL, schema `identity`, for any number of gateways. Throws DatabaseError. */
export async function openPostgresSessionStore({ url, connections = 5 }: PostgresSessionStoreOptions): Promise<SessionStore> {
  const pool = createPool({ url, connections })
  try {
    await inTransaction(pool, (run) => prepareSchema(run, { schema: 'identity', migrations: identityMigrations }))
  } catch (error) {
    await pool.end()
    if (error instanceof DatabaseError) throw error
    throw new DatabaseError(
      'unreachable',
      "The sessions' database does not answer, or does not let this user in. Is it running, and is the address right?",
      { cause: error },
    )
  }
  const run = runOn(pool)
  let closed: Promise<void> | undefined
  return {
    add: async (
      key,
      content,
      at,
      { subject = null, sid = null }: { readonly subject?: Buffer | null; readonly sid?: Buffer | null } = {},
    ) => {
      await run('insert into identity.session (id, content, begun, used, subject, sid) values ($1, $2, $3, $3, $4, $5)', [
        key,
        content,
        at,
        subject,
        sid,
      ])
    },
    find: async (key, { begun, used }) => {
      const [row] = await run('select content, begun, used from identity.session where id = $1 and begun > $2 and used > $3', [
        key,
        begun,
        used,
      ])
      return row && { content: String(row.content), begun: Number(row.begun), used: Number(row.used) }
    },
    // Two gateways may write down uses in another order than they were made.
    touch: async (key, at) => {
      await run('update identity.session set used = greatest(used, $2) where id = $1', [key, at])
    },
    change: async (key, content) => {
      await run('update identity.session set content = $2 where id = $1', [key, content])
    },
    remove: async (key) => {
      await run('delete from identity.session where id = $1', [key])
    },
    removeNamed: async ({ subject, sid }) => {
      const ended = await run(
        'delete from identity.session where sid = $1 or (subject = $2 and ($1::bytea is null or sid is null)) returning content',
        [sid ?? null, subject ?? null],
      )
      return ended.map(({ content }) => String(content))
    },
    // Another gateway may sweep at the same time: what it has in hand is left to it.
    sweep: async ({ begun, used }) => {
      await run(
        `delete from identity.session where id in
        (select id from identity.session where begun <= $1 or used <= $2 for update skip locked)`,
        [begun, used],
      )
    },
    close: () => (closed ??= pool.end()),
  }
}
