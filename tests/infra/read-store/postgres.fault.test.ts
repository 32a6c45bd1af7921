import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { openPostgresStore } from '../../../infra/read-store/postgres/store.ts'
import { openPostgresSessionStore } from '../../../infra/sessions/postgres/store.ts'
import { moveOffset, nextOffset } from '../../../infra/read-store/offsets.ts'
import type { ReadStore } from '../../../infra/read-store/port.ts'
import { caseLogNamed } from '../../fixtures/ids.ts'
import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts'

describe('read store in PostgreSQL, when the server goes away', () => {
  let server: TestPostgres
  let url: string
  let store: ReadStore
  beforeEach(async () => {
    server = await startTestPostgres()
    url = await server.createDatabase()
    store = await openPostgresStore({ url })
  })
  afterEach(async () => {
    await store.close()
    await server.stop()
  })
  const head = (name: string) => ({ case_log: caseLogNamed(name), sequence: 1, chain: Buffer.alloc(32) })
  const names = async () =>
    (await store.db.selectFrom('case_log').select('case_log').orderBy('case_log').execute()).map((row) => row.case_log)

  it('fails what is asked meanwhile and answers when it is back, with all that was committed', async () => {
    await store.db.insertInto('case_log').values(head('before')).execute()
    await Promise.all(Array.from({ length: 8 }, () => names()))
    await server.kill()
    await expect(names()).rejects.toThrow()
    await expect(names()).rejects.toThrow()
    await server.start()
    expect(await names()).toEqual(['before'])
    await store.db.insertInto('case_log').values(head('after')).execute()
    expect(await names()).toEqual(['after', 'before'])
  })

  it('ends a transaction that was open, in which nothing was being asked, without its effect and without the process', async () => {
    const cut = store.db.transaction().execute(async (tx) => {
      await moveOffset(tx, { consumer: 'timeline', topic: 't', partition: 0, from: undefined, to: 9 })
      await tx.insertInto('case_log').values(head('cut')).execute()
      await server.kill()
      await new Promise((resolve) => {
        setTimeout(resolve, 200)
      })
    })
    await expect(cut).rejects.toThrow()
    await server.start()
    expect([await names(), await nextOffset(store.db, 'timeline', 't', 0)]).toEqual([[], undefined])
    await store.db.transaction().execute((tx) => moveOffset(tx, { consumer: 'timeline', topic: 't', partition: 0, from: undefined, to: 9 }))
    expect(await nextOffset(store.db, 'timeline', 't', 0)).toBe(9)
  })

  it('ends the transaction of a process that froze in it, so that another one goes on', async () => {
    const other = await openPostgresStore({ url })
    let release: () => void = () => undefined
    const frozen = store.db
      .transaction()
      .execute(async (tx) => {
        await moveOffset(tx, { consumer: 'timeline', topic: 't', partition: 0, from: undefined, to: 9 })
        await new Promise<void>((resolve) => {
          release = resolve
        })
      })
      .catch((error: unknown) => error)
    await new Promise((resolve) => {
      setTimeout(resolve, 300)
    })
    await other.db.transaction().execute((tx) => moveOffset(tx, { consumer: 'timeline', topic: 't', partition: 0, from: undefined, to: 5 }))
    release()
    expect(await frozen).toBeInstanceOf(Error)
    expect(await nextOffset(other.db, 'timeline', 't', 0)).toBe(5)
    await other.close()
  }, 120_000)

  it('keeps sessions that were begun before the server died', async () => {
    const sessions = await openPostgresSessionStore({ url })
    await sessions.add(Buffer.alloc(32, 1), '{}', 10)
    await server.kill()
    await expect(sessions.find(Buffer.alloc(32, 1), { begun: 0, used: 0 })).rejects.toThrow()
    await server.start()
    expect(await sessions.find(Buffer.alloc(32, 1), { begun: 0, used: 0 })).toEqual({ content: '{}', begun: 10, used: 10 })
    await sessions.close()
  })
})
