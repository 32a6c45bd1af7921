import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openDemoWorld, type DemoWorld } from '../fixtures/demo-world.ts'
import { openDistributedColumn, type DistributedColumn } from '../fixtures/distributed-column.ts'
import { lostKeysSuite } from '../flow/lost-keys/suite.ts'

describe('a PostgreSQL that is older than Kafka', () => {
  let column: DistributedColumn
  let world: DemoWorld
  beforeAll(async () => {
    column = await openDistributedColumn()
    world = await openDemoWorld(column.places)
  }, 300_000)
  afterAll(async () => {
    await world?.close()
    await column?.close()
  })
  const name = (): string => new URL(column.databaseUrl).pathname.slice(1)
  const ask = async (database: string, ...statements: readonly string[]): Promise<void> => {
    const client = new Client({ connectionString: Object.assign(new URL(column.databaseUrl), { pathname: `/${database}` }).href })
    await client.connect()
    try {
      for (const statement of statements) await client.query(statement)
    } finally {
      await client.end()
    }
  }

  lostKeysSuite(() => world, {
    oneClock: false,
    make: (copy) => ask('postgres', `create database ${name()}_${copy} template ${name()}`),
    putBack: (copy) => ask('postgres', `drop database ${name()}`, `create database ${name()} template ${name()}_${copy}`),
  })

  it('refuses to start where the secret that names are hashed with is gone, and makes none anew', async () => {
    await world.stop()
    await ask(name(), "delete from vault.secret where name = 'linking'")
    await expect(world.start()).rejects.toThrow('The vault lacks the secret "linking"')
    await expect(world.start()).rejects.toThrow('The vault lacks the secret "linking"')
  }, 60_000)

  it('refuses to start on an empty database beside logs with records', async () => {
    await ask('postgres', `drop database ${name()}`, `create database ${name()}`)
    await expect(world.start()).rejects.toThrow('the vault with their keys is missing')
  }, 60_000)
})
