import type pg from 'pg'

/** Runs a statement; resolves with its rows. */
export type Run = (text: string, values?: readonly unknown[]) => Promise<readonly Readonly<Record<string, unknown>>[]>

/** Runs statements outside a transaction. */
export const runOn =
  (pool: pg.Pool | pg.PoolClient): Run =>
  async (text, values = []) =>
    (await pool.query<Record<string, unknown>>(text, [...values])).rows

/** Runs `work` in one transaction: all of it or nothing. */
export async function inTransaction<T>(pool: pg.Pool, work: (run: Run) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken = false
  try {
    await client.query('begin')
    const result = await work(runOn(client))
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true
    })
    throw error
  } finally {
    client.release(broken)
  }
}
