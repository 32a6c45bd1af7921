import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { holdDataFolder } from '../../commands/data-folder.ts'
import { rebuild } from '../../commands/timeline.ts'
import { timelineHashes } from '../../consumers/timeline/table-hash.ts'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { openPostgresStore } from '../../infra/read-store/postgres/store.ts'
import { servedOffsets } from '../../infra/read-store/postgres/replace-served.ts'
import { demoChronologies, openDemoWorld, type DemoWorld } from '../fixtures/demo-world.ts'
import { startTestPostgres, type TestPostgres } from '../fixtures/postgres.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const QUIET = { json: true, result: () => undefined, progress: () => undefined, failure: () => undefined }

describe('timeline rebuild on a data folder that a process has', () => {
  it('is refused, and told what to do', async () => {
    const folder = temporaryFolder()
    const configuration = readConfiguration({ THROUGHLINE_DATA: folder.path, KAFKA_BROKERS: '127.0.0.1:1', LOG_LEVEL: 'silent' })
    const held = holdDataFolder(folder.path, configuration)
    await expect(rebuild(configuration, { acceptLoss: false }, QUIET)).rejects.toMatchObject({
      code: 'locked',
      message: expect.stringContaining('THROUGHLINE_DATA') as unknown,
    })
    held.release()
    folder.remove()
  })
})

describe('timeline rebuild from a log that ends before the store that is served', () => {
  let postgres: TestPostgres
  let database = ''
  let world: DemoWorld
  const copies = temporaryFolder()
  const send = async (from: number, to: number): Promise<void> => {
    for (const event of (demoChronologies[0]?.events ?? []).slice(from, to)) {
      world.clock.moveTo(Date.parse(event.time))
      expect((await world.send(event)).status).toBe('accepted')
    }
  }
  const keep = (name: string): void => {
    cpSync(join(world.data, 'log'), join(copies.path, name), { recursive: true })
  }
  const putBack = (name: string): void => {
    rmSync(join(world.data, 'log'), { recursive: true })
    cpSync(join(copies.path, name), join(world.data, 'log'), { recursive: true })
  }
  const rebuilt = (): Promise<number> =>
    rebuild(readConfiguration({ THROUGHLINE_DATA: world.data, DATABASE_URL: database, LOG_LEVEL: 'silent' }), { acceptLoss: false }, QUIET)
  /** The tables that are served, and where their consumers stand. */
  const served = async () => {
    const store = await openPostgresStore({ url: database })
    const tables = await timelineHashes(store.db)
    await store.close()
    return { tables, offsets: (await servedOffsets(database)).map((offset) => JSON.stringify(offset)).sort() }
  }
  beforeAll(async () => {
    postgres = await startTestPostgres()
    database = await postgres.createDatabase()
    world = await openDemoWorld({ kafka: undefined, registryUrl: undefined, databaseUrl: database })
    await send(0, 2)
    await world.stop()
    keep('yesterday')
    await world.start()
    await send(2, 4)
    await world.stop()
    keep('today')
  }, 120_000)
  afterAll(async () => {
    await world?.close()
    await postgres?.stop()
    copies.remove()
  })

  it('is refused, also where no head tells that the log is short; the served store stays, and serves when the newest log is back', async () => {
    const before = await served()
    putBack('yesterday')
    await postgres.ask(database, 'truncate heads.head')
    await expect(rebuilt()).rejects.toMatchObject({
      code: 'log-ends-early',
      message: expect.stringContaining('The read store is left as it is. Put the newest log back') as unknown,
    })
    expect(await served()).toEqual(before)
    putBack('today')
    expect(await rebuilt()).toBe(0)
    expect((await served()).tables).toEqual(before.tables)
    await world.start()
    await send(4, 5)
  }, 120_000)
})
