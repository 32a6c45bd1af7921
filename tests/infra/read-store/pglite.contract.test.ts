import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { migrate } from '../../../infra/read-store/migrate.ts'
import { startBackend } from '../../../infra/read-store/pglite/backend.ts'
import { openPgliteStore } from '../../../infra/read-store/pglite/store.ts'
import { migrations } from '../../../infra/read-store/migrations/index.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'
import { readStoreContract } from '../../contract/read-store.ts'
import { startChild } from '../../fixtures/child.ts'
import { caseLogNamed } from '../../fixtures/ids.ts'
import { openTestStore } from '../../fixtures/read-store.ts'
import { temporaryFolder, type TemporaryFolder } from '../../fixtures/temporary-folder.ts'

readStoreContract('pglite', async () => {
  const folder = temporaryFolder()
  return {
    open: ({ onQuery }) => openTestStore(folder.path, { onQuery }),
    remove: async () => {
      folder.remove()
    },
  }
})

describe('embedded read store', () => {
  let folder: TemporaryFolder
  beforeEach(() => {
    folder = temporaryFolder()
  })
  afterEach(() => {
    folder.remove()
  })
  const row = { case_log: caseLogNamed('c'), sequence: 1, chain: Buffer.alloc(32) }

  it('keeps a second process out, by name of what to do, and is wiped after kill -9', async () => {
    const child = startChild(new URL('./pglite-child.ts', import.meta.url), [folder.path])
    await child.lines(1)
    await expect(openTestStore(folder.path)).rejects.toMatchObject({ code: 'locked', message: expect.stringMatching(/Stop it first/) })
    await child.kill()
    const store = await openTestStore(folder.path)
    expect(store.fresh).toBe(true)
    expect(await store.db.selectFrom('case_log').selectAll().execute()).toEqual([])
    await store.close()
  })

  it('keeps a second user of the same process out', async () => {
    const store = await openTestStore(folder.path)
    await expect(openTestStore(folder.path)).rejects.toMatchObject({ code: 'locked' })
    await store.close()
    await (await openTestStore(folder.path)).close()
  })

  it('is wiped when the migrations are others than it was made with', async () => {
    const store = await openTestStore(folder.path)
    await store.db.insertInto('case_log').values(row).execute()
    await store.close()
    const later = [...migrations, { name: '9999-later', statements: ['create table later (id integer primary key)'] }]
    const next = await openTestStore(folder.path, { migrations: later })
    expect(next.fresh).toBe(true)
    expect((await sql`select * from later`.execute(next.db)).rows).toEqual([])
    await next.close()
    const kept = await openTestStore(folder.path, { migrations: later })
    expect(kept.fresh).toBe(false)
    await kept.close()
  })

  it('is made anew when what an orderly stop left does not start', async () => {
    await (await openTestStore(folder.path)).close()
    rmSync(join(folder.path, 'postgres', 'global'), { recursive: true })
    const store = await openTestStore(folder.path)
    expect(store.fresh).toBe(true)
    await store.close()
  })

  it('is made anew from the empty database that it keeps, and without it where that does not start', async () => {
    const open = () => openPgliteStore({ folder: folder.path, log: createLog('silent'), renew: true })
    const empty = join(folder.path, 'empty')
    await (await open()).close()
    const made = statSync(join(empty, 'PG_VERSION')).mtimeMs
    const again = await open()
    expect([again.fresh, statSync(join(empty, 'PG_VERSION')).mtimeMs]).toEqual([true, made])
    await again.close()
    rmSync(join(empty, 'global'), { recursive: true })
    const without = await open()
    expect([without.fresh, existsSync(empty)]).toEqual([true, false])
    await without.close()
  }, 60_000)

  it('says that it does not start, and lets go of the folder', async () => {
    const noDatabase = join(folder.path, 'no-database')
    mkdirSync(noDatabase)
    writeFileSync(join(noDatabase, 'PG_VERSION'), '18')
    const broken = openTestStore(folder.path, { emptyDatabase: noDatabase })
    await expect(broken).rejects.toMatchObject({ code: 'start', message: expect.stringMatching(/does not start/) })
    const store = await openTestStore(folder.path)
    await store.close()
    await expect(openTestStore(join(noDatabase, 'PG_VERSION', 'below-a-file'))).rejects.toMatchObject({ code: 'start' })
  })

  it('says when a migration fails, and lets go of the folder', async () => {
    const broken = [{ name: '0001-broken', statements: ['create tablet'] }]
    await expect(openTestStore(folder.path, { migrations: broken })).rejects.toMatchObject({ code: '42601' })
    const store = await openTestStore(folder.path)
    expect(store.fresh).toBe(true)
    await store.close()
  })

  it('applies what is new to a store that is there, once, and refuses the tables of another release', async () => {
    const store = await openTestStore(folder.path)
    const later = [...migrations, { name: '9999-later', statements: ['create table later (id integer primary key)'] }]
    expect(await migrate(store.db, { unlogged: true, list: later })).toBe(false)
    expect(await migrate(store.db, { unlogged: true, list: later })).toBe(false)
    expect((await sql`select * from later`.execute(store.db)).rows).toEqual([])
    await expect(migrate(store.db, { unlogged: true })).rejects.toMatchObject({
      code: 'migration',
      message: expect.stringMatching(/9999-later/),
    })
    await store.close()
  })

  it('may be closed twice, and leaves the mark of an orderly stop only then', async () => {
    const store = await openTestStore(folder.path)
    expect(readdirSync(folder.path)).not.toContain('stopped-clean')
    await Promise.all([store.close(), store.close()])
    expect(existsSync(join(folder.path, 'stopped-clean'))).toBe(true)
  })

  it('starts from nothing without a database made before', async () => {
    const store = await openPgliteStore({ folder: folder.path, log: createLog('silent') })
    expect(store.fresh).toBe(true)
    await store.close()
  })

  it('works beside the main thread, whose event loop goes on during a heavy query', async () => {
    const store = await openTestStore(folder.path)
    let ticks = 0
    const ticking = setInterval(() => {
      ticks += 1
    }, 10)
    const start = performance.now()
    await sql`select count(*) from generate_series(1, 3000000)`.execute(store.db)
    const took = performance.now() - start
    clearInterval(ticking)
    expect(took).toBeGreaterThan(100)
    expect(ticks).toBeGreaterThan(took / 10 / 4)
    await store.close()
  })

  it('fails what is asked of it, and hangs nothing, when its worker dies', async () => {
    const backend = await startBackend(mkdtempSync(join(folder.path, 'data-')))
    const connection = backend.connect().on('error', () => undefined)
    connection.write(Buffer.from([0, 0, 0, 9, 1, 2, 3, 4, 5]))
    await new Promise((resolve) => connection.once('close', resolve))
    const pool = new pg.Pool({ user: 'postgres', database: 'postgres', stream: () => backend.connect() })
    await expect(pool.query('select 1')).rejects.toThrow()
    await pool.end()
    await expect(backend.stop()).rejects.toThrow()
  })

  it('gives a new connection a session of its own, whatever the last one left open', async () => {
    const backend = await startBackend(mkdtempSync(join(folder.path, 'data-')))
    const connect = async () => {
      const client = new pg.Client({ user: 'postgres', database: 'postgres', stream: () => backend.connect() })
      client.on('error', () => undefined)
      await client.connect()
      return client
    }
    const first = await connect()
    await first.query('create table kept (n integer)')
    await first.query('begin')
    await first.query({ name: 'insert', text: 'insert into kept values ($1)', values: [1] })
    const cut = first.query('select pg_sleep(0.2)')
    const second = await connect()
    await expect(cut).rejects.toThrow()
    const { rows } = await second.query({ name: 'insert', text: 'select n from kept where n = $1', values: [1] })
    expect(rows).toEqual([])
    await second.end()
    await backend.stop()
  })
})
