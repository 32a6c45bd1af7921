import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { addErasures } from '../../infra/erasures/erasure-list.ts'
import { eventScope } from '../../infra/vault/event-scope.ts'
import { startKafka, type KafkaNode, type KafkaServer } from '../../scripts/servers/kafka.ts'
import { createDatabase } from '../../scripts/servers/postgres/database.ts'
import { commandsOf } from '../docs/page.ts'
import { openShell, type Shell } from '../docs/shell.ts'
import type { DemoWorld } from '../fixtures/demo-world.ts'
import { startTestPostgres, type TestPostgres } from '../fixtures/postgres.ts'
import { erased, later, openSmallWorld, sendAll, timelines } from './small-world.ts'

const root = join(import.meta.dirname, '..', '..')
const blocks = commandsOf(join(root, 'docs/how-to/back-up-and-restore.md')).filter(({ heading }) => /\bservers\b/.test(heading))

/** The drill: Kafka and PostgreSQL are lost and put back by the commands of docs/how-to/back-up-and-restore.md, with nothing of their servers but the address. */
describe('a backup of Kafka and PostgreSQL, as the how-to has it', () => {
  let kafka: KafkaServer
  let broker: KafkaNode
  let postgres: TestPostgres
  let database: string
  let world: DemoWorld
  let shell: Shell
  const typed: string[] = []
  /** Types the nth block under a heading. */
  const type = async (heading: string, at = 0): Promise<void> => {
    const { command = '' } = blocks.filter((block) => block.heading.endsWith(heading) && !(heading === 'the log' && block.heading.startsWith('Restore')))[at] ?? {}
    typed.push(command)
    expect([heading, await shell.run(command)]).toMatchObject([heading, { exitCode: 0 }])
  }

  beforeAll(async () => {
    [kafka, postgres] = await Promise.all([startKafka(), startTestPostgres()])
    const [node] = kafka.nodes
    if (node === undefined) throw new Error('Kafka has no node.')
    broker = node
    database = await postgres.createDatabase()
    world = await openSmallWorld({ kafka: { brokers: kafka.brokers, caFile: undefined, username: undefined, passwordFile: undefined }, registryUrl: undefined, databaseUrl: database })
    const folder = dirname(world.data)
    mkdirSync(join(folder, 'backup'))
    shell = openShell(root, {
      ...process.env, NODE_OPTIONS: '', BACKUP: join(folder, 'backup'), KAFKA_DATA: broker.data, DATABASE_URL: database, KAFKA_BROKERS: kafka.brokers.join(','),
      THROUGHLINE_DATA: join(folder, 'command'), THROUGHLINE_MASTER_KEY_FILE: join(world.data, 'master.key'),
    })
  }, 180_000)
  afterAll(async () => {
    await shell.close()
    await world.close()
    await kafka.stop()
    await postgres.stop()
  })

  it('gives the same timelines, byte for byte, and brings back nothing that was erased since', async () => {
    await type('what follows')
    await sendAll(world, later)
    const before = await timelines(world)
    await world.stop()
    await broker.kill()
    await type('the log')
    await type('what it needs')
    cpSync(join(world.data, 'master.key'), join(dirname(world.data), 'master.key'))
    const [, , agency = '', system = ''] = erased.source.split('/')
    const event = { agency, system, event_id: erased.id }
    addErasures(join(dirname(world.data), 'backup/erasures.jsonl'), [{ at: '2026-01-01T00:00:00Z', ...event }])

    rmSync(world.data, { recursive: true })
    rmSync(broker.data, { recursive: true })
    const name = new URL(database).pathname.slice(1)
    await postgres.ask(postgres.url, `drop database ${name} with (force)`)

    await createDatabase(postgres.url, name)
    mkdirSync(world.data)
    cpSync(join(dirname(world.data), 'master.key'), join(world.data, 'master.key'))
    await type('the databases')
    await type('Restore the servers: the log')
    await broker.start()
    await type('what was erased since')
    await world.start()
    expect(await timelines(world)).toEqual(before)
    expect([...before.values()].filter((answer) => answer.startsWith('[200')).length).toBeGreaterThan(3)
    expect(await world.parts.vault.keys([eventScope(event)], { create: false })).toEqual(['destroyed'])
    await type('what was erased since', 1)
    expect(typed.toSorted()).toEqual(blocks.map(({ command }) => command).toSorted())
  }, 240_000)
})
