import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { ACCESS_LOG } from '../../../infra/event-log/topics.ts'
import { accessRecord } from '../../fixtures/access-records.ts'
import { openWorld, type World } from './world.ts'

describe('audit verify, of the transparency log', () => {
  let world: World
  beforeEach(async () => {
    world = await openWorld()
    await world.appendRange(0, 2_300)
    await world.append([accessRecord(4), accessRecord(2_299)])
    await world.start()
    await world.signed(2_300)
    await world.stop()
  })
  afterEach(async () => {
    await world.close()
  })
  const found = async () => (await world.verify()).map(({ code, file }) => [code, ...(file === undefined ? [] : [file])])
  const inFile = (path: string, sql: string) => (): void => {
    const database = new DatabaseSync(world.place(path))
    database.exec(sql)
    database.close()
  }
  const inLog = (sql: string) => inFile('transparency-log/log.sqlite', sql)

  it('finds nothing where nothing was altered, however far it is behind', async () => {
    expect(await found()).toEqual([])
    await world.appendRange(2_300, 2_310)
    expect(await found()).toEqual([])
  })

  it.each([
    ['a byte of an entry', "update leaf set entry = x'7b7d' where leaf_index = 700", ['leaf-altered', 'tile/entries/002']],
    ['a byte of a tile', 'update tile set hashes = zeroblob(8192) where level = 0 and tile_index = 1', ['leaf-altered', 'tile/0/001']],
    ['an entry that is gone', 'delete from leaf where leaf_index = 700', ['leaf-altered', 'tile/entries/002']],
    [
      'two entries in each other’s place',
      'update leaf set leaf_index = -1 where leaf_index = 3; update leaf set leaf_index = 3 where leaf_index = 4; update leaf set leaf_index = 4 where leaf_index = -1',
      ['leaf-altered', 'tile/entries/000'],
    ],
  ])('finds %s', async (_what, sql, expected) => {
    await world.between(inLog(sql))
    expect((await found())[0]).toEqual(expected)
  })

  it('compares what is there where the first records are gone, and leaves their leaves to the checkpoints', async () => {
    await world.log.trim(ACCESS_LOG, 0, 700)
    expect(await found()).toEqual([])
    await world.between(inLog("update leaf set entry = x'7b7d' where leaf_index = 800"))
    expect((await found())[0]).toEqual(['leaf-altered', 'tile/entries/003'])
  })

  it('finds a record of access.log that was changed, and that the end of it is gone', async () => {
    await world.between(inFile('log/events.sqlite', 'update record set value = x\'00\' where "offset" = 1200'))
    expect(await found()).toEqual([['leaf-altered', expect.any(String)]])
    await world.between(inFile('log/events.sqlite', 'delete from record where "offset" > 2000'))
    expect((await found())[0]?.[0]).toBe('leaf-extra')
  })

  it('finds a checkpoint that was not signed, or is of another tree', async () => {
    const file = world.place('transparency-log/checkpoint')
    const note = readFileSync(file, 'utf8')
    await world.between(() => {
      writeFileSync(file, note.replace('\n2300\n', '\n2299\n'))
    })
    expect(await found()).toEqual([['checkpoint-altered']])
    await world.between(() => {
      writeFileSync(file, 'nothing')
    })
    expect(await found()).toEqual([['checkpoint-altered']])
  })
})
