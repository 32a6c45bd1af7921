import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { sql } from 'kysely'
import pg from 'pg'
import { forgetUnlinked } from '../../consumers/intake/unlinked-rows.ts'
import { lockLinkTables } from '../../consumers/intake/link-tables-lock.ts'
import { moveOffsets } from '../../consumers/move-offsets.ts'
import { createDatabase } from '../../infra/read-store/database.ts'
import { insertMany } from '../../infra/read-store/insert-many.ts'
import type { OffsetMove } from '../../infra/read-store/offsets.ts'
import { openPostgresStore } from '../../infra/read-store/postgres/store.ts'
import type { ReadStore } from '../../infra/read-store/port.ts'
import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import { unhurried } from '../../infra/read-store/unhurried.ts'
import { agencyNamed, caseLogNamed } from '../fixtures/ids.ts'
import { startTestPostgres, type TestPostgres } from '../fixtures/postgres.ts'

const pause = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms)
  })

describe('processes that share a read store', () => {
  let server: TestPostgres
  let one: ReadStore
  let other: ReadStore
  let url: string
  beforeAll(async () => {
    server = await startTestPostgres()
  })
  afterAll(async () => {
    await server.stop()
  })
  beforeEach(async () => {
    url = await server.createDatabase()
    ;[one, other] = [await openPostgresStore({ url }), await openPostgresStore({ url })]
  })
  afterEach(async () => {
    await Promise.all([one.close(), other.close()])
  })
  const consumer = 'timeline'
  const movesOf = (partitions: readonly number[], from: number | undefined): readonly OffsetMove[] =>
    partitions.map((partition) => ({ consumer, topic: 'case.events', partition, from, to: (from ?? 0) + 1 }))
  const move = (store: ReadStore, moves: readonly OffsetMove[]) => store.db.transaction().execute((tx) => moveOffsets(tx, consumer, moves))

  it('never wait for each other for ever when they move the same offsets in other orders: one of them loses its own', async () => {
    const partitions = Array.from({ length: 64 }, (_, index) => index)
    // So many others that each row is looked up by its key, in the order of the moves.
    await server.ask(url, `insert into timeline.consumer_offset select 'other', 't', n, 1 from generate_series(1, 50000) as n`)
    await server.ask(url, 'analyze timeline.consumer_offset')
    for (let round = 0; round < 40; round += 1) {
      const from = round === 0 ? undefined : round
      const results = await Promise.allSettled([move(one, movesOf(partitions, from)), move(other, movesOf(partitions.toReversed(), from))])
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'offset-lost' } })
    }
  })

  it('move different partitions side by side', async () => {
    const held = one.db.transaction().execute(async (tx) => {
      await moveOffsets(tx, consumer, movesOf([1, 2], undefined))
      await move(other, movesOf([3, 4], undefined))
    })
    await held
    await Promise.all([move(one, movesOf([1, 2], 1)), move(other, movesOf([3, 4], 1))])
  })

  it('write the link tables one after another', async () => {
    const seen: string[] = []
    const identity = { agency: agencyNamed('a'), system: 's', event_id: 'e' }
    const first = one.db.transaction().execute(async (tx) => {
      await lockLinkTables(tx)
      await insertMany(tx, 'unlinked_awaits', [{ ...identity, token: 't' }])
      await pause(200)
      seen.push('one')
    })
    await pause(50)
    const second = forgetUnlinked(other.db, [identity]).then(() => seen.push('other'))
    await Promise.all([first, second])
    expect(seen).toEqual(['one', 'other'])
    expect(await one.db.selectFrom('unlinked_awaits').selectAll().execute()).toEqual([])
  })

  it('read one moment over several statements while another writes between them', async () => {
    const add = (sequence: number) =>
      other.db.transaction().execute(async (tx) => {
        await tx
          .insertInto('log_head')
          .values({ log: 'links', sequence, chain: Buffer.alloc(1) })
          .onConflict((conflict) => conflict.column('log').doUpdateSet({ sequence }))
          .execute()
        await tx
          .insertInto('case_log')
          .values({ case_log: caseLogNamed(`c${String(sequence)}`), sequence, chain: Buffer.alloc(1) })
          .execute()
      })
    await add(1)
    for (let round = 1; round <= 20; round += 1) {
      const [head, cases] = await readSnapshot(one.db, async (tx) => {
        const found = await tx.selectFrom('log_head').select('sequence').executeTakeFirstOrThrow()
        await add(round + 1)
        return [found.sequence, (await tx.selectFrom('case_log').select('case_log').execute()).length]
      })
      expect([head, cases]).toEqual([round, round])
    }
  })

  it('may take their time over an audit', async () => {
    await one.db.transaction().execute((tx) => sql`select set_config('idle_in_transaction_session_timeout', '100', false)`.execute(tx))
    const counted = await readSnapshot(one.db, async (tx) => {
      await unhurried(tx)
      await pause(300)
      return (await tx.selectFrom('case_log').selectAll().execute()).length
    })
    expect(counted).toBe(0)
  })

  it('never get a connection that still waits for an answer which nobody waits for', async () => {
    const db = createDatabase(new pg.Pool({ connectionString: url, max: 1, query_timeout: 100 }))
    await expect(sql`select pg_sleep(${60})`.execute(db)).rejects.toThrow('Query read timeout')
    const start = performance.now()
    expect((await sql`select ${1}::integer as one`.execute(db)).rows).toEqual([{ one: 1 }])
    expect(performance.now() - start).toBeLessThan(30_000)
    await db.destroy()
  })
})
