import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { findingWords } from '../../../commands/finding-words.ts'
import { verifyAll } from '../../../commands/verify.ts'
import { verifyAccessIndex } from '../../../consumers/access-index/verify.ts'
import { createAccessLog } from '../../../gateway/audit/access-log.ts'
import { ACCESS_INDEX_CONSUMER } from '../../../infra/access-log/index-consumer.ts'
import { ACCESS_LOG } from '../../../infra/event-log/topics.ts'
import { waitForEffect } from '../../../infra/read-store/wait-for-effect.ts'
import { createRecordCodec } from '../../../infra/registry/record-codec.ts'
import type { DemoWorld } from '../../fixtures/demo-world.ts'
import { eraseByTwo, openMarkedWorld } from '../../commands/erase/world.ts'
import { readSome } from '../../gateway/audit/replay/reads.ts'

const READER = 'norshire-marac:norshire-coordinator'

describe('audit verify, of the index of who read what', () => {
  let world: DemoWorld
  const indexed = async (): Promise<void> => {
    const [range] = await world.parts.log.ranges(ACCESS_LOG)
    const last = { topic: ACCESS_LOG, partition: 0, offset: (range?.end ?? 1) - 1 }
    expect(await waitForEffect(world.parts.store, last, { consumer: ACCESS_INDEX_CONSUMER })).toBe(true)
  }
  const found = async () => (await verifyAccessIndex(world.parts)).map(({ code, in: where, offset }) => [code, where, offset])
  /** The offset of the newest read of a timeline by one of several people. */
  const offsetOf = async (action: string): Promise<number> => {
    const entries = await createAccessLog(world.parts.log, createRecordCodec(world.parts.registry)).read(0, 10_000)
    return entries.findLast(({ record }) => record?.action === action && record.outcome === 'permit')?.offset ?? -1
  }
  /** What is found while a statement has its effect. */
  const foundWith = async (statement: ReturnType<typeof sql>): Promise<unknown> => {
    const { db } = world.parts.store
    const [entries, cases] = [
      await db.selectFrom('access_entry').selectAll().execute(),
      await db.selectFrom('access_case').selectAll().execute(),
    ]
    await statement.execute(db)
    const result = await found()
    await db.deleteFrom('access_entry').execute()
    await db.deleteFrom('access_case').execute()
    await db.insertInto('access_entry').values(entries).execute()
    await db.insertInto('access_case').values(cases).execute()
    return result
  }

  beforeAll(async () => {
    world = (await openMarkedWorld()).world
    await readSome(world)
    await indexed()
  }, 240_000)
  afterAll(async () => {
    await world.close()
  })

  it('finds nothing where nobody altered it', async () => {
    expect(await found()).toEqual([])
  })

  it('finds by its position a read whose row is gone, or says another reader, case or entries', async () => {
    const offset = await offsetOf('timeline')
    const expected = [['access-index-altered', 'store', offset]]
    expect(await foundWith(sql`delete from access_entry where position = ${offset}`)).toEqual(expected)
    expect(await foundWith(sql`update access_entry set reader = 'somebody' where position = ${offset}`)).toEqual(expected)
    expect(await foundWith(sql`update access_entry set at = '2020-01-01T00:00:00.000Z' where position = ${offset}`)).toEqual(expected)
    expect(await foundWith(sql`delete from access_case where position = ${offset}`)).toEqual(expected)
    expect(await foundWith(sql`update access_case set case_log = 'another' where position = ${offset}`)).toEqual(expected)
    expect(await foundWith(sql`update access_case set sequences = '' where position = ${offset}`)).toEqual(expected)
    expect(await found()).toEqual([])
  })

  it('is part of audit verify, and says what to do', async () => {
    const offset = await offsetOf('case-list')
    await sql`update access_entry set action = 'case' where position = ${offset}`.execute(world.parts.store.db)
    expect((await verifyAll(world.parts)).map(findingWords)).toEqual([
      expect.stringMatching(
        new RegExp(`^access-index-altered: in store, topic access.log, offset ${String(offset)}\\. .*timeline rebuild`),
      ),
    ])
    await sql`update access_entry set action = 'case-list' where position = ${offset}`.execute(world.parts.store.db)
    expect(await verifyAll(world.parts)).toEqual([])
  }, 30_000)

  it('finds nothing where two people erased a reader, or a case, and the index forgot them', async () => {
    const { db } = world.parts.store
    const kestrel = await world.caseLog('KESTREL')
    await eraseByTwo(world, { reader: READER })
    await eraseByTwo(world, { case: kestrel })
    await indexed()
    expect(await db.selectFrom('access_case').select('position').where('case_log', '=', kestrel).execute()).toEqual([])
    expect(await found()).toEqual([])
    const offset = await offsetOf('timeline')
    expect(await foundWith(sql`delete from access_entry where position = ${offset}`)).toEqual([['access-index-altered', 'store', offset]])
  }, 60_000)
})
