import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { requirePostgres } from '../../scripts/servers/postgres/programs.ts'
import { openDemoWorld, type DemoWorld } from '../fixtures/demo-world.ts'
import type { DistributedColumn, EmptyPlaces } from '../fixtures/distributed-column.ts'
import { lostKeysSuite } from '../flow/lost-keys/suite.ts'

const run = promisify(execFile)

/** Describes an older PostgreSQL beside Kafka, in an installation of its own on the servers of a column. */
export function describeLostKeys(columnOf: () => DistributedColumn): void {
  describe('a PostgreSQL that is older than Kafka', () => {
    let places: EmptyPlaces
    let world: DemoWorld
    beforeAll(async () => {
      places = await columnOf().another()
      world = await openDemoWorld(places.places)
    }, 300_000)
    afterAll(async () => {
      await world?.close()
    })
    const name = (): string => new URL(places.databaseUrl).pathname.slice(1)
    const urlOf = (database: string): string => Object.assign(new URL(places.databaseUrl), { pathname: `/${database}` }).href
    const ask = async (database: string, ...statements: readonly string[]): Promise<void> => {
      const client = new Client({ connectionString: urlOf(database) })
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
      // The older one whole; of the fresher one the rows of its vault alone, as docs/how-to/lost-keys.md has it.
      putBack: async (copy) => {
        if (copy === 'old') return ask('postgres', `drop database ${name()}`, `create database ${name()} template ${name()}_${copy}`)
        const env = {
          ...process.env,
          PATH: `${requirePostgres()}:${process.env.PATH ?? ''}`,
          FRESHER: urlOf(`${name()}_${copy}`),
          DATABASE_URL: places.databaseUrl,
        }
        await run(
          'sh',
          [
            '-c',
            'pg_dump --data-only --table=vault.data_key --inserts --on-conflict-do-nothing "$FRESHER" | psql -v ON_ERROR_STOP=1 "$DATABASE_URL"',
          ],
          { env },
        )
      },
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
}
