import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { rmSync, truncateSync, statSync, readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { EMPTY_EDGE, extendLog, rootOfEdge } from '../../../core/transparency-log/log-edge.ts'
import { leafOf } from '../../../core/transparency-log/leaf.ts'
import { leafHash } from '../../../core/transparency-log/merkle/hash.ts'
import { bundlesOf } from '../../../core/transparency-log/tiles/tile.ts'
import { ACCESS_LOG } from '../../../infra/event-log/topics.ts'
import { accessRecord } from '../../fixtures/access-records.ts'
import { openWorld, ORIGIN, type World } from './world.ts'

const leaves = (count: number): readonly Buffer[] => Array.from({ length: count }, (_, index) => leafOf(accessRecord(index)))
const rootOfFirst = (count: number): Buffer => rootOfEdge(extendLog(EMPTY_EDGE, leaves(count)).edge)

describe('the transparency log', () => {
  let world: World
  beforeEach(async () => {
    world = await openWorld()
  })
  afterEach(async () => {
    await world.close()
  })
  const change = (sql: string): void => {
    const database = new DatabaseSync(world.place('transparency-log/log.sqlite'))
    database.exec(sql)
    database.close()
  }
  const grown = async (count: number): Promise<void> => {
    await world.appendRange(0, count)
    await world.start()
    await world.signed(count)
    await world.stop()
  }

  it('has the records of before it in their order, the first ever written as leaf 0, under a signed checkpoint', async () => {
    await world.appendRange(0, 1_300)
    await world.start()
    expect(await world.signed(1_300)).toEqual({ origin: ORIGIN, size: 1_300, root: rootOfFirst(1_300), extensions: [] })
    const hashes = leaves(1_300).map(leafHash)
    expect([...(await world.store.indexesOf(hashes)).values()]).toEqual(hashes.map((_, index) => index))
    expect([...bundlesOf(1_300)]).toHaveLength(6)
  })

  it('takes what is written while it runs, and signs nothing without news', async () => {
    await grown(3)
    const note = await world.store.signed()
    await world.start()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await world.store.signed()).toEqual(note)
    await world.appendRange(3, 5)
    expect((await world.signed(5)).root).toEqual(rootOfFirst(5))
  })

  it('has one leaf of a record that was written twice, and none of what is no access record', async () => {
    await world.appendRange(0, 2)
    await world.log.append([{ topic: ACCESS_LOG, key: null, value: Buffer.from('no record') }])
    await world.append([accessRecord(1), accessRecord(2), accessRecord(2)])
    await world.start()
    expect((await world.signed(3)).root).toEqual(rootOfFirst(3))
    expect(await world.store.position()).toEqual({ size: 3, offset: 6 })
    expect(world.logged.filter((line) => line.includes('put aside'))).toHaveLength(1)
  })

  it('is the same when it is made again from access.log, and says nothing before it is as long as it was', async () => {
    await grown(300)
    const before = await world.store.signed()
    await world.between(() => {
      for (const end of ['', '-wal', '-shm']) rmSync(world.place(`transparency-log/log.sqlite${end}`), { force: true })
    })
    await world.start()
    await world.appendRange(300, 301)
    expect((await world.signed(301)).root).toEqual(rootOfFirst(301))
    expect(before?.size).toBe(300)
  })

  it('is made again where its last commits are lost, however many bytes of them', async () => {
    await world.appendRange(0, 40)
    await world.start()
    await world.signed(40)
    await world.stop()
    // As a crash leaves it: its database's newest commits are in the write-ahead log.
    world.copy('transparency-log', 'crashed')
    const wal = statSync(world.place('crashed/log.sqlite-wal')).size
    for (const bytes of [1, 4_096, wal]) {
      await world.between(() => {
        world.copy('crashed', 'transparency-log')
        truncateSync(world.place('transparency-log/log.sqlite-wal'), wal - bytes)
      })
      expect((await world.store.position()).size).toBe(0)
      await world.start()
      expect((await world.signed(40)).root).toEqual(rootOfFirst(40))
      await world.stop()
      expect(await world.store.position()).toEqual({ size: 40, offset: 40 })
    }
  })

  const refused: readonly (readonly [string, string, () => void])[] = [
    ['a tile that was changed', 'altered', () => { change("update tile set hashes = zeroblob(32 * 40) where level = 0") }], // prettier-ignore
    ['an entry that was changed', 'altered', () => { change("update leaf set entry = x'7b7d' where leaf_index = 39") }], // prettier-ignore
    ['a tile that is gone', 'lost', () => { change('delete from tile') }], // prettier-ignore
    ['an entry that is gone', 'lost', () => { change('delete from leaf where leaf_index = 39') }], // prettier-ignore
    [
      'a checkpoint that was changed',
      'altered',
      () => {
        const file = world.place('transparency-log/checkpoint')
        writeFileSync(file, readFileSync(file, 'utf8').replace('\n40\n', '\n39\n'))
      },
    ],
    ['a checkpoint that was cut', 'altered', () => { truncateSync(world.place('transparency-log/checkpoint'), 30) }], // prettier-ignore
  ]
  for (const [what, code, alter] of refused)
    it(`does not start over ${what}`, async () => {
      await grown(40)
      await world.between(alter)
      await expect(world.start()).rejects.toMatchObject({ name: 'TransparencyLogError', code })
    })

  it('does not start over an access.log that ends before it, or is another one', async () => {
    await grown(10)
    await world.between(() => {
      world.copy('log', 'log-of-ten')
    })
    await world.appendRange(10, 12)
    await world.start()
    await world.signed(12)
    await world.between(() => {
      world.copy('log-of-ten', 'log')
    })
    await expect(world.start()).rejects.toMatchObject({ code: 'log-short' })
    await world.append([accessRecord(20), accessRecord(21)])
    await expect(world.start()).rejects.toMatchObject({ code: 'altered' })
  })

  it('does not go on where access.log no longer has what was signed', async () => {
    await world.between(() => {
      world.copy('log', 'empty-log')
    })
    await grown(10)
    await world.between(() => {
      world.copy('empty-log', 'log')
      for (const end of ['', '-wal', '-shm']) rmSync(world.place(`transparency-log/log.sqlite${end}`), { force: true })
    })
    await expect(world.start()).rejects.toMatchObject({ code: 'lost' })
    await world.append(Array.from({ length: 10 }, (_, index) => accessRecord(100 + index)))
    const consumer = await world.start()
    await expect(consumer.done).rejects.toMatchObject({ code: 'altered' })
  })

  it('does not start under another name than it was signed under', async () => {
    await grown(2)
    await expect(world.start('log.elsewhere.example')).rejects.toMatchObject({ code: 'renamed' })
  })
})
