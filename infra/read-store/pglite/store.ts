import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Log } from '../../telemetry/logger.ts'
import { createDatabase } from '../database.ts'
import { migrate } from '../migrate.ts'
import { migrationsHash, type Migration } from '../migrations/index.ts'
import { parseTypes } from '../parse-types.ts'
import { ReadStoreError, type ReadStore } from '../port.ts'
import type { OnQuery } from '../query-log.ts'
import { startBackend, type Backend } from './backend.ts'
import { leaveCleanMark, takeCleanMark } from './clean-mark.ts'
import { copyEmptyDatabase } from './empty-database.ts'
import { lockFile } from './lock.ts'

export interface PgliteStoreOptions {
  /** The read store's own folder, made when missing; everything in it may be thrown away. */
  readonly folder: string
  readonly log: Log
  readonly onQuery?: OnQuery
  /** Default: `migrations/`. */
  readonly migrations?: readonly Migration[]
  /** A folder that keeps an empty database, made when missing. Default: one of its own in `folder`. For tests, which share one. */
  readonly emptyDatabase?: string
  /** For a rebuild: what is there is thrown away, whatever it is. Default: false. */
  readonly renew?: boolean
}

/** Longest wait for the one connection (ms): a query outside the transaction that it waits for ends here, not never. */
const CONNECTION_WAIT = 60_000

function createPool(backend: Backend, log: Log): pg.Pool {
  const pool = new pg.Pool({
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: CONNECTION_WAIT,
    user: 'postgres',
    database: 'postgres',
    types: parseTypes,
    pipeline: true,
    stream: () => backend.connect(),
  })
  pool.on('error', (error) => {
    log.error({ error, step: 'read-store' }, 'The read store has stopped.')
  })
  return pool
}

const notStarted = (cause: unknown): ReadStoreError =>
  new ReadStoreError('start', 'The read store does not start. Is there room on the disk, and may this user write to the data folder?', {
    cause,
  })

/**
 * Starts an empty database: a copy of one that is kept, so that `initdb`, which takes three seconds and three hundred megabytes, runs once in a folder. One that is
 * kept and does not start, or has no room, is done without.
 */
async function startEmpty(data: string, { folder, emptyDatabase }: PgliteStoreOptions): Promise<Backend> {
  const own = join(folder, 'empty')
  rmSync(data, { recursive: true, force: true })
  try {
    await copyEmptyDatabase(emptyDatabase ?? own, data)
    return await startBackend(data)
  } catch (error) {
    if (emptyDatabase !== undefined) throw error
    for (const path of [own, data]) rmSync(path, { recursive: true, force: true })
    mkdirSync(data, { mode: 0o700 })
    return startBackend(data)
  }
}

/** Starts what an orderly stop left; anything else, and what does not start, is thrown away first. */
async function startKept(data: string, kept: boolean, options: PgliteStoreOptions): Promise<Backend> {
  const { log } = options
  if (kept) {
    try {
      return await startBackend(data)
    } catch (error) {
      log.warn(
        { step: 'read-store', name: error instanceof Error ? error.name : 'unknown' },
        'The read store does not start. It is made anew.',
      )
    }
  }
  try {
    return await startEmpty(data, options)
  } catch (error) {
    throw notStarted(error)
  }
}

async function openLocked(options: PgliteStoreOptions, release: () => void): Promise<ReadStore> {
  const { folder, log } = options
  const hash = migrationsHash(options.migrations)
  const data = join(folder, 'postgres')
  const kept = takeCleanMark(folder) === hash && options.renew !== true && existsSync(data)
  const backend = await startKept(data, kept, options)
  const db = createDatabase(createPool(backend, log), {
    together: true,
    ...(options.onQuery === undefined ? {} : { onQuery: options.onQuery }),
  })
  const stop = async (): Promise<void> => {
    try {
      await db.destroy()
      await backend.stop()
      leaveCleanMark(folder, hash)
    } finally {
      release()
    }
  }
  let stopped: Promise<void> | undefined
  try {
    const fresh = await migrate(db, { unlogged: true, ...(options.migrations === undefined ? {} : { list: options.migrations }) })
    return { db, fresh, close: () => (stopped ??= stop()) }
  } catch (error) {
    await db.destroy()
    await backend.stop()
    throw error
  }
}

/**
 * The embedded read store: PGlite in a worker thread behind `pg`, one connection. PGlite never syncs, so what it has after
 * anything but an orderly stop is thrown away, and `fresh` says so; also when the migrations have changed.
 * Throws ReadStoreError `locked` or `start`.
 */
export async function openPgliteStore(options: PgliteStoreOptions): Promise<ReadStore> {
  try {
    mkdirSync(options.folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw notStarted(error)
  }
  const lock = lockFile(join(options.folder, 'lock.sqlite'))
  try {
    return await openLocked(options, lock.release)
  } catch (error) {
    lock.release()
    throw error
  }
}
