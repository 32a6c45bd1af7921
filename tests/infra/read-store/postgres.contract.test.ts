import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { sql } from 'kysely'
import { migrations } from '../../../infra/read-store/migrations/index.ts'
import { moveOffset, nextOffset } from '../../../infra/read-store/offsets.ts'
import { openPostgresStore } from '../../../infra/read-store/postgres/store.ts'
import { rebuildAlone, replaceServed } from '../../../infra/read-store/postgres/replace-served.ts'
import type { ReadStore } from '../../../infra/read-store/port.ts'
import { readSnapshot } from '../../../infra/read-store/snapshot.ts'
import { mergedLinksContract } from '../../contract/merged-links.ts'
import { readStoreContract } from '../../contract/read-store.ts'
import { caseLogNamed } from '../../fixtures/ids.ts'
import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts'

let server: TestPostgres
beforeAll(async () => {
  server = await startTestPostgres()
  console.log(`PostgreSQL ${server.version}`)
})
afterAll(async () => {
  await server.stop()
})

readStoreContract('postgres', async () => {
  const url = await server.createDatabase()
  return { open: ({ onQuery }) => openPostgresStore({ url, onQuery }), remove: async () => undefined }
})

mergedLinksContract('postgres', async () => {
  const url = await server.createDatabase()
  return { open: () => openPostgresStore({ url }), remove: async () => undefined }
})

describe('read store in PostgreSQL', () => {
  const later = [...migrations, { name: '9999-later', statements: ['create table later (id integer primary key)'] }]
  const at = { consumer: 'timeline', topic: 'case.events', partition: 3 }
  const head = { case_log: caseLogNamed('c'), sequence: 1, chain: Buffer.alloc(32) }
  const opened: ReadStore[] = []
  const open = async (...parameters: Parameters<typeof openPostgresStore>) => {
    const store = await openPostgresStore(...parameters)
    opened.push(store)
    return store
  }
  afterAll(async () => {
    for (const store of opened) await store.close()
  })

  it('is migrated once, whoever of eight starts first', async () => {
    const url = await server.createDatabase()
    const stores = await Promise.all(Array.from({ length: 8 }, () => open({ url, connections: 2 })))
    expect(stores.filter(({ fresh }) => fresh)).toHaveLength(1)
    const rows = await server.ask(url, 'select name from timeline.migration')
    expect(rows).toEqual(migrations.map(({ name }) => ({ name })))
  })

  it('takes what a newer release adds, and keeps what it has', async () => {
    const url = await server.createDatabase()
    const store = await open({ url })
    await store.db.insertInto('case_log').values(head).execute()
    const next = await open({ url, migrations: later })
    expect(next.fresh).toBe(false)
    expect((await sql`select * from later`.execute(next.db)).rows).toEqual([])
    expect(await next.db.selectFrom('case_log').selectAll().execute()).toEqual([head])
  })

  it('refuses the tables of another release and names the command; with another in its place, it is of this one', async () => {
    const url = await server.createDatabase()
    await (await open({ url, migrations: later })).db.insertInto('case_log').values(head).execute()
    await expect(openPostgresStore({ url })).rejects.toMatchObject({
      name: 'ReadStoreError',
      code: 'migration',
      message: expect.stringMatching(/9999-later.*throughline timeline rebuild/),
    })
    const beside = await open({ url, beside: true, patient: true })
    expect(beside.fresh).toBe(true)
    expect(await beside.db.selectFrom('case_log').selectAll().execute()).toEqual([])
    await replaceServed(url, async () => undefined)
    const taken = await open({ url })
    expect(taken.fresh).toBe(false)
    expect(await taken.db.selectFrom('case_log').selectAll().execute()).toEqual([])
    expect(await server.ask(url, "select nspname from pg_namespace where nspname like 'timeline%'")).toEqual([{ nspname: 'timeline' }])
  })

  it('has its place taken while it is read and moved on: whoever reads sees one of both whole, whoever moves on loses nothing', async () => {
    const url = await server.createDatabase()
    const served = await open({ url })
    const mark = async (db: ReadStore['db'], value: number): Promise<void> => {
      await db.transaction().execute(async (tx) => {
        for (const log of ['links', 'control'] as const) {
          await tx
            .insertInto('log_head')
            .values({ log, sequence: value, chain: head.chain })
            .onConflict((conflict) => conflict.column('log').doUpdateSet({ sequence: value }))
            .execute()
        }
        await tx
          .insertInto('case_log')
          .values({ ...head, sequence: value })
          .onConflict((conflict) => conflict.column('case_log').doUpdateSet({ sequence: value }))
          .execute()
      })
    }
    let value = 1
    let isDone = false
    const seen: (readonly number[])[] = []
    await mark(served.db, value)
    const read = async (): Promise<void> => {
      while (!isDone) {
        const least = value
        seen.push([
          least,
          ...(await readSnapshot(served.db, async (tx) => {
            const heads = await tx.selectFrom('log_head').select('sequence').orderBy('log').execute()
            const cases = await tx.selectFrom('case_log').select('sequence').execute()
            return [...heads, ...cases].map(({ sequence }) => sequence)
          })),
        ])
      }
    }
    const move = async (): Promise<void> => {
      // What is answered only when it is there: a read that begins later shows it.
      while (!isDone) {
        await mark(served.db, value + 1)
        value++
      }
    }
    const work = [read(), read(), read(), move()]
    for (let round = 0; round < 8; round++) {
      const beside = await open({ url, beside: true, patient: true })
      await replaceServed(url, async () => {
        const [stands] = await server.ask(url, "select sequence from timeline.log_head where log = 'links'")
        await mark(beside.db, Number(stands?.sequence))
      })
      await beside.close()
    }
    isDone = true
    await Promise.all(work)
    expect(seen.filter((all) => all.length !== 4 || new Set(all.slice(1)).size !== 1)).toEqual([])
    expect(seen.filter(([least = 0, found = 0]) => found < least)).toEqual([])
    expect([seen.length > 20, value > 20]).toEqual([true, true])
  }, 60_000)

  it('gives nobody the connection of a transaction that did not begin as it must', async () => {
    const url = await server.createDatabase()
    const { db } = await open({ url, connections: 1 })
    const count = () => readSnapshot(db, (tx) => tx.selectFrom('case_log').selectAll().execute())
    await server.ask(url, 'alter table timeline.consumer_offset rename to elsewhere')
    await expect(count()).rejects.toMatchObject({ code: '42P01' })
    await server.ask(url, 'alter table timeline.elsewhere rename to consumer_offset')
    expect(await count()).toEqual([])
  })

  it('is rebuilt by one at a time', async () => {
    const url = await server.createDatabase()
    const second = await rebuildAlone(url, () => rebuildAlone(url, async () => 'both').catch((error: unknown) => error))
    expect(second).toMatchObject({ name: 'ReadStoreError', code: 'locked' })
    expect(await rebuildAlone(url, async () => 'after')).toBe('after')
  })

  it('keeps its place when what would take it cannot be made level', async () => {
    const url = await server.createDatabase()
    const store = await open({ url })
    await store.db.insertInto('case_log').values(head).execute()
    await (await open({ url, beside: true, patient: true })).close()
    await expect(
      replaceServed(url, async () => {
        throw new RangeError('cut')
      }),
    ).rejects.toThrow('cut')
    expect(await store.db.selectFrom('case_log').selectAll().execute()).toEqual([head])
  })

  it('writes its tables to the write-ahead log, and every commit to the disk, whatever the database says', async () => {
    const url = await server.createDatabase()
    await server.ask(url, `alter database ${new URL(url).pathname.slice(1)} set synchronous_commit = off`)
    await server.ask(url, `alter database ${new URL(url).pathname.slice(1)} set default_transaction_isolation = 'serializable'`)
    const { db } = await open({ url })
    const { rows } =
      await sql`select current_setting('synchronous_commit') as commit, current_setting('transaction_isolation') as isolation`.execute(db)
    expect(rows).toEqual([{ commit: 'on', isolation: 'read committed' }])
    expect(
      await server.ask(url, "select relname from pg_class where relnamespace = 'timeline'::regnamespace and relpersistence <> 'p'"),
    ).toEqual([])
  })

  it('lets the offset move once when two processes read the same one', async () => {
    const url = await server.createDatabase()
    const [one, other] = [await open({ url }), await open({ url })]
    const move = (store: ReadStore, from: number | undefined, to: number) =>
      store.db.transaction().execute(async (tx) => {
        await moveOffset(tx, { ...at, from, to })
        await tx
          .insertInto('case_log')
          .values({ ...head, case_log: caseLogNamed(`to ${String(to)}`) })
          .execute()
        await new Promise((resolve) => {
          setTimeout(resolve, 50)
        })
      })
    for (const from of [undefined, 5]) {
      const to = (from ?? 0) + 5
      const results = await Promise.allSettled([move(one, from, to), move(other, from, to)])
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'offset-lost' } })
    }
    await expect(move(one, 5, 12)).rejects.toMatchObject({ code: 'offset-lost' })
    expect(await nextOffset(other.db, at.consumer, at.topic, at.partition)).toBe(10)
    expect(await one.db.selectFrom('case_log').select('case_log').orderBy('case_log').execute()).toEqual([
      { case_log: 'to 10' },
      { case_log: 'to 5' },
    ])
  })

  it('says that nothing answers at its address, never what the address is', async () => {
    const url = 'postgres://nobody:hunter2@127.0.0.1:1/none'
    const failed = await openPostgresStore({ url }).catch((error: unknown) => error)
    expect(failed).toMatchObject({ code: 'start' })
    expect(String(failed)).not.toContain('hunter2')
    await expect(openPostgresStore({ url: 'hunter2' })).rejects.toMatchObject({
      code: 'start',
      message: expect.not.stringContaining('hunter2'),
    })
  })
})
