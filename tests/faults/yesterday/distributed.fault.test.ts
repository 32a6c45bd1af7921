import { cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { caughtUp } from '../../../commands/catch-up.ts'
import { openParts, type Parts, type PartsOptions } from '../../../commands/parts.ts'
import { refuseLostRebuild, type RecordError } from '../../../commands/record-check.ts'
import { replayAndVerify, verifyAll } from '../../../commands/verify.ts'
import { TIMELINE_CONSUMER } from '../../../consumers/timeline/start.ts'
import { timelineHashes } from '../../../consumers/timeline/table-hash.ts'
import type { Finding } from '../../../consumers/finding.ts'
import { systemClock } from '../../../infra/clock/clock.ts'
import { noCrash } from '../../../infra/faults/crash-point.ts'
import { ACCESS_LOG, CASE_EVENTS, RECORD_TOPICS } from '../../../infra/event-log/topics.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'
import { asAdmin } from '../../../infra/topics/connection.ts'
import { topicSpec } from '../../../infra/topics/desired-topics.ts'
import { applyTopics } from '../../../infra/topics/topics.ts'
import { startKafka, type KafkaNode, type KafkaServer } from '../../../scripts/servers/kafka.ts'
import { demoChronologies, demoReaders, openDemoWorld, type DemoWorld } from '../../fixtures/demo-world.ts'
import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { caseOf, purposesOf } from '../../gateway/audit/replay/reads.ts'
import { dumpDatabase, restoreDatabase } from './database-copy.ts'

const BEFORE = 8
const LATER = 20
const HOUR_MS = 3_600_000
const PATIENCE = 120_000
/** Kafka makes each index as large as it may become, 10 MB: a copy would be of gigabytes. */
const SMALL_INDEXES = { 'log.index.size.max.bytes': '65536' }

const THIRTY_YEARS_MS = 946_080_000_000

describe('Kafka or PostgreSQL from yesterday', () => {
  let kafka: KafkaServer
  let postgres: TestPostgres
  let database = ''
  let world: DemoWorld
  const copies = temporaryFolder()
  const copy = (name: string): string => join(copies.path, name)
  const node = (): KafkaNode => {
    const [only] = kafka.nodes
    if (only === undefined) throw new Error('no broker')
    return only
  }
  const putKafkaBack = async (name: string): Promise<void> => {
    await node().kill()
    rmSync(node().data, { recursive: true })
    cpSync(copy(name), node().data, { recursive: true })
    await node().start()
  }
  const withParts = async <T>(work: (parts: Parts) => Promise<T>, options: Partial<PartsOptions> = {}): Promise<T> => {
    const parts = await openParts({
      data: world.data,
      places: {
        kafka: { brokers: kafka.brokers, caFile: undefined, username: undefined, passwordFile: undefined },
        registryUrl: undefined,
        databaseUrl: database,
      },
      clock: { now: () => systemClock.now() + HOUR_MS },
      logger: createLog('silent'),
      crashPoint: noCrash,
      ...options,
    })
    try {
      return await work(parts)
    } finally {
      await parts.close()
    }
  }
  const refusal = async (): Promise<RecordError> =>
    world.start().then(
      () => {
        throw new Error('It started.')
      },
      (error: unknown) => error as RecordError,
    )
  const counts = async (): Promise<Readonly<Record<string, number>>> =>
    Object.fromEntries(
      await Promise.all(
        RECORD_TOPICS.map(
          async ({ topic }) =>
            [topic, (await world.parts.log.ranges(topic)).reduce((sum, { start, end }) => sum + end - start, 0)] as const,
        ),
      ),
    )
  const records = (findings: readonly Finding[], code: string, topic: string): number =>
    findings.filter((finding) => finding.code === code && finding.topic === topic).reduce((sum, { records: count = 0 }) => sum + count, 0)
  const read = async (): Promise<string> => {
    const reader = demoReaders.find(({ id }) => id === 'norshire-coordinator')
    if (reader === undefined) throw new Error('no reader')
    const id = await world.caseId(caseOf(reader), reader.agency)
    return (await world.get(`/v1/cases/${id}/timeline?purpose=${String(purposesOf(reader)[0])}`, reader.id)).text()
  }
  const send = async (from: number, to: number): Promise<void> => {
    for (const event of (demoChronologies[0]?.events ?? []).slice(from, to)) {
      world.clock.moveTo(Date.parse(event.time))
      await world.send(event)
    }
  }

  let yesterday: Readonly<Record<string, number>> = {}
  let today: Readonly<Record<string, number>> = {}
  let shown = ''
  let tables: Awaited<ReturnType<typeof timelineHashes>>
  const expectAllRight = async (): Promise<void> => {
    await world.start()
    expect([await timelineHashes(world.parts.store.db), await read()]).toEqual([tables, shown])
    expect(await replayAndVerify(world.parts, {})).toMatchObject({ findings: [], store: [] })
  }
  beforeAll(async () => {
    ;[kafka, postgres] = await Promise.all([startKafka({ settings: SMALL_INDEXES }), startTestPostgres()])
    database = await postgres.createDatabase()
    world = await openDemoWorld({
      kafka: { brokers: kafka.brokers, caFile: undefined, username: undefined, passwordFile: undefined },
      registryUrl: undefined,
      databaseUrl: database,
    })
    await send(0, BEFORE)
    await world.link(demoReaders.filter(({ id }) => id === 'norshire-coordinator'))
    await read()
    yesterday = await counts()
    await world.stop()
    await dumpDatabase(database, copy('database-yesterday'))
    node().freeze()
    cpSync(node().data, copy('kafka-yesterday'), { recursive: true })
    node().thaw()
    await world.start()
    await send(BEFORE, BEFORE + LATER)
    await caughtUp(world.parts.log, world.parts.store, TIMELINE_CONSUMER, CASE_EVENTS)
    shown = await read()
    today = await counts()
    tables = await timelineHashes(world.parts.store.db)
    await world.stop()
    await dumpDatabase(database, copy('database-today'))
  }, 180_000)
  afterAll(async () => {
    await world?.close()
    await Promise.all([kafka?.stop(), postgres?.stop()])
    copies.remove()
  }, PATIENCE)

  it(
    'PostgreSQL: verify says by how much it is behind, and since when; the newer one puts all right',
    async () => {
      await restoreDatabase(database, copy('database-yesterday'))
      const findings = await withParts(verifyAll)
      expect(records(findings, 'store-behind', CASE_EVENTS)).toBe((today[CASE_EVENTS] ?? 0) - (yesterday[CASE_EVENTS] ?? 0))
      expect(records(findings, 'heads-behind', CASE_EVENTS)).toBeGreaterThanOrEqual(LATER)
      expect(findings.find(({ code }) => code === 'store-behind')?.since).toMatch(/^20\d\d-/)
      await restoreDatabase(database, copy('database-today'))
      await expectAllRight()
      await world.stop()
    },
    PATIENCE,
  )

  it(
    'a topic whose records the cluster would delete: a start is refused and names the setting, until it is right again',
    async () => {
      const connection = { brokers: kafka.brokers }
      const set = (retention: string): Promise<unknown> =>
        asAdmin(connection, (admin) =>
          admin.alterConfigs({
            validateOnly: false,
            resources: [
              {
                type: 2,
                name: CASE_EVENTS,
                configEntries: Object.entries({ ...topicSpec(CASE_EVENTS, 64, 1).configs, 'retention.ms': retention }).map(
                  ([name, value]) => ({ name, value }),
                ),
              },
            ],
          }),
        )
      // Long enough that the cluster deletes nothing meanwhile.
      await set(String(THIRTY_YEARS_MS))
      const error = await refusal()
      expect(error).toMatchObject({ code: 'topic-settings' })
      expect(error.message).toContain(`case.events has retention.ms=${String(THIRTY_YEARS_MS)} and must have -1`)
      expect((await withParts(verifyAll)).filter(({ code }) => code === 'topic-settings')).toMatchObject([
        { topic: CASE_EVENTS, setting: 'retention.ms', is: String(THIRTY_YEARS_MS), should: '-1' },
      ])
      await applyTopics(connection, [])
      await expectAllRight()
      await world.stop()
    },
    PATIENCE,
  )

  it(
    'Kafka: a start is refused, verify counts each record that is gone, a rebuild leaves the store alone; the newer logs put all right',
    async () => {
      await dumpDatabase(database, copy('database-now'))
      await node().kill()
      cpSync(node().data, copy('kafka-now'), { recursive: true })
      await putKafkaBack('kafka-yesterday')
      expect((await refusal()).message).toMatch(
        /gone from the end of (case|links|control|unlinked)\.events, partition \d+: from offset \d+ on/,
      )
      const findings = await withParts(verifyAll)
      expect(records(findings, 'log-short', CASE_EVENTS)).toBe((today[CASE_EVENTS] ?? 0) - (yesterday[CASE_EVENTS] ?? 0))
      expect(records(findings, 'log-short', ACCESS_LOG)).toBeGreaterThanOrEqual((today[ACCESS_LOG] ?? 0) - (yesterday[ACCESS_LOG] ?? 0))
      await expect(withParts(async () => undefined, { beside: true, beforeStore: refuseLostRebuild(false) })).rejects.toMatchObject({
        code: 'log-short',
      })
      await putKafkaBack('kafka-now')
      await expectAllRight()
    },
    PATIENCE,
  )

  it(
    'the data folder of a process: all is as it was without it',
    async () => {
      await world.stop()
      for (const name of readdirSync(world.data)) if (name !== 'master.key') rmSync(join(world.data, name), { recursive: true })
      await expectAllRight()
    },
    PATIENCE,
  )

  it(
    'records deleted from the front of access.log: named by verify while it runs',
    async () => {
      await world.parts.log.trim(ACCESS_LOG, 0, 2)
      expect(await verifyAll(world.parts)).toEqual([
        { code: 'log-cut', in: 'log', topic: ACCESS_LOG, partition: 0, offset: 0, records: 2, unread: 0 },
      ])
    },
    PATIENCE,
  )
})
