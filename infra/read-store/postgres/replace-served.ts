import { setTimeout as sleep } from 'node:timers/promises'
import { keepFunctionsToSchema } from '../../database/function-paths.ts'
import { createPool } from '../../database/pool.ts'
import { lockMigrations } from '../../database/migrations.ts'
import { inTransaction, runOn, type Run } from '../../database/run.ts'
import { ReadStoreError } from '../port.ts'
import { BEFORE, BESIDE, SCHEMA } from './schemas.ts'

/** Where a consumer stands in a partition. */
export interface StoredOffset {
  readonly consumer: string
  readonly topic: string
  readonly partition: number
  /** The next offset that it wants. */
  readonly next: number
}

const LOCK_NOT_AVAILABLE = '55P03'
/** While the lock is waited for, new readers wait behind it: not longer than they hardly notice. */
const LOCK_MS = 400
const PAUSE_MS = 300
/** Nobody reads meanwhile: what takes longer is given up, and the served store stays. */
const LEVEL_MS = 8_000
/** Whoever reads for longer than this, such as an audit of everything, is to end first. */
const PATIENCE_MS = 300_000

async function offsetsIn(run: Run): Promise<readonly StoredOffset[]> {
  const [found] = await run('select to_regclass($1) is not null as there', [`${SCHEMA}.consumer_offset`])
  if (found?.there !== true) return []
  const rows = await run(`select consumer, topic, partition, next_offset from ${SCHEMA}.consumer_offset`)
  return rows.map(({ consumer, topic, partition, next_offset: next }) => ({
    consumer: String(consumer),
    topic: String(topic),
    partition: Number(partition),
    next: Number(next),
  }))
}

/** Where the store that is served stands. None where there is no such store. */
export async function servedOffsets(url: string): Promise<readonly StoredOffset[]> {
  const pool = createPool({ url, connections: 1, patient: true })
  try {
    return await offsetsIn(runOn(pool))
  } finally {
    await pool.end()
  }
}

/** Any number, but not one of the other locks'. */
const REBUILD_LOCK = 7_446_575

/** Does the work of a rebuild while nobody else does. Rejects with ReadStoreError `locked` when somebody does. */
export async function rebuildAlone<T>(url: string, work: () => Promise<T>): Promise<T> {
  const pool = createPool({ url, connections: 1, patient: true })
  try {
    const client = await pool.connect()
    try {
      const [lock] = await runOn(client)(`select pg_try_advisory_lock(${String(REBUILD_LOCK)}) as mine`)
      if (lock?.mine !== true) throw new ReadStoreError('locked', 'Another rebuild of this read store is under way. Let it end.')
      return await work()
    } finally {
      client.release(true)
    }
  } finally {
    await pool.end()
  }
}

/**
 * Puts the store beside in the place of the one that is served, in one transaction. `level` brings the one beside to where the other stands: nobody reads or
 * moves that one meanwhile, and what waits sees the new one. Reads that go on are let end first. Rejects as `level` does, and with ReadStoreError `locked` when somebody
 * reads for minutes: nothing has changed then.
 */
export async function replaceServed(url: string, level: (served: readonly StoredOffset[]) => Promise<void>): Promise<void> {
  const pool = createPool({ url, connections: 1, patient: true })
  const swap = (run: Run): Promise<void> =>
    withServedAlone(run, async () => {
      await inTime(level(await offsetsIn(run)))
      await run(`drop schema if exists ${BEFORE} cascade`)
      const [served] = await run('select 1 from pg_namespace where nspname = $1', [SCHEMA])
      if (served !== undefined) await run(`alter schema ${SCHEMA} rename to ${BEFORE}`)
      await run(`alter schema ${BESIDE} rename to ${SCHEMA}`)
      await keepFunctionsToSchema(run, SCHEMA)
    })
  try {
    for (const until = performance.now() + PATIENCE_MS; ; await sleep(PAUSE_MS)) {
      try {
        await inTransaction(pool, swap)
        break
      } catch (error) {
        if ((error as { readonly code?: unknown }).code !== LOCK_NOT_AVAILABLE) throw error
        if (performance.now() > until)
          throw new ReadStoreError(
            'locked',
            'The read store is being read for minutes on end, by an audit or a dump. Let that end, then rebuild again.',
            { cause: error },
          )
      }
    }
    // Rows of before are of no use to anybody; a statement that still reads them ends first.
    await runOn(pool)(`drop schema if exists ${BEFORE} cascade`)
  } finally {
    await pool.end()
  }
}

async function inTime(work: Promise<void>): Promise<void> {
  const ends = new AbortController()
  const late = sleep(LEVEL_MS, undefined, { signal: ends.signal }).then(() => {
    throw new ReadStoreError(
      'start',
      'A log was too slow while the read store changed places. The one that is served is as it was. Rebuild again.',
    )
  })
  late.catch(() => undefined)
  try {
    await Promise.race([work, late])
  } finally {
    ends.abort()
  }
}

async function withServedAlone(run: Run, work: () => Promise<void>): Promise<void> {
  await lockMigrations(run)
  const [found] = await run('select to_regclass($1) is not null as there', [`${SCHEMA}.consumer_offset`])
  if (found?.there === true) {
    await run(`select set_config('lock_timeout', '${String(LOCK_MS)}ms', true)`)
    await run(`lock table ${SCHEMA}.consumer_offset in access exclusive mode`)
    await run("select set_config('lock_timeout', '0', true)")
  }
  await work()
}
