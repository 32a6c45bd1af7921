import { createPool } from './pool.ts'
import { runOn } from './run.ts'

/** What of a server's settings lets an acknowledged commit be lost, in words; empty: nothing. Read through a connection as ours are (`pool.ts`). */
export async function durabilityFaults(url: string): Promise<readonly string[]> {
  const pool = createPool({ url, connections: 1 })
  try {
    const [row] = await runOn(pool)(
      `select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages, current_setting('synchronous_commit') as commit`,
    )
    return [
      ...(row?.fsync === 'on' ? [] : ['fsync is off: a machine that loses its power loses commits and may damage the database']),
      ...(row?.pages === 'on' ? [] : ['full_page_writes is off: a page that was half written when the power went cannot be mended']),
      // `local` is durable here, and not on the standby that was to have it.
      ...(row?.commit === 'off' ? ['synchronous_commit is off: the last commits are lost when the server stops'] : []),
    ]
  } finally {
    await pool.end()
  }
}
