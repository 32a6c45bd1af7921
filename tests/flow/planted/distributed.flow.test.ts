import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { systemClock } from '../../../infra/clock/clock.ts'
import { CASE_EVENTS } from '../../../infra/event-log/topics.ts'
import { publishSchemas } from '../../../infra/registry/confluent/publish.ts'
import { asAdmin } from '../../../infra/topics/connection.ts'
import { topicSpec } from '../../../infra/topics/desired-topics.ts'
import { applyTopics } from '../../../infra/topics/topics.ts'
import { releasedVersions } from '../../../schemas/index.ts'
import { openEngines, type Engines } from '../../../scripts/servers/engines.ts'
import { createDatabase } from '../../../scripts/servers/postgres/database.ts'
import { startRegistry, type RegistryServer } from '../../../scripts/servers/registry.ts'
import { demoChronologies } from '../../fixtures/demo-world.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { openPlantedWorld, type PlantedWorld } from './world.ts'

const DAY_S = 86_400
const HOUR_MS = 3_600_000
const PATIENCE_MS = 150_000

const event = demoChronologies[0]?.events[0]
if (event === undefined) throw new Error('There is no event.')

/** A disk of its own for a folder, where this user may mount one; false: it stays on the disk of everything. */
function mountSmallDisk(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe('a fault in an installation on Kafka, a registry and PostgreSQL is seen', () => {
  const folder = temporaryFolder()
  const data = join(folder.path, 'data')
  const certificate = join(folder.path, 'authority.pem')
  let offset = 0
  /** What is said of the disk where none can be mounted. */
  let free = 0.5
  let mounted = false
  let engines: Engines<{ kafka: true; postgres: true }>
  let registry: RegistryServer
  let databaseUrl = ''
  let world: PlantedWorld

  const certify = (days: number): void => {
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        String(days),
        '-subj',
        '/CN=made-up authority',
        '-keyout',
        join(folder.path, 'authority.key'),
        '-out',
        `${certificate}.new`,
      ],
      { stdio: 'ignore' },
    )
    writeFileSync(certificate, readFileSync(`${certificate}.new`))
  }

  beforeAll(async () => {
    mkdirSync(data)
    mounted = mountSmallDisk(data)
    certify(400)
    ;[engines, registry] = await Promise.all([openEngines({ kafka: true, postgres: true }), startRegistry()])
    await publishSchemas({ url: registry.url }, releasedVersions())
    databaseUrl = await createDatabase(engines.postgres.url, `throughline_${randomBytes(6).toString('hex')}`)
    const url = new URL(databaseUrl)
    url.searchParams.set('sslmode', 'disable')
    url.searchParams.set('sslrootcert', certificate)
    world = await openPlantedWorld({
      data,
      clock: { now: () => systemClock.now() + offset },
      places: {
        kafka: { brokers: engines.kafka.brokers, caFile: undefined, username: undefined, passwordFile: undefined },
        registryUrl: registry.url,
        databaseUrl: url.href,
      },
      ...(mounted ? {} : { folderFree: async () => free }),
    })
  }, 300_000)
  afterAll(async () => {
    await world?.close()
    await Promise.all([engines?.stop(), registry?.stop()])
    if (mounted) execFileSync('umount', [data])
    folder.remove()
  }, 60_000)

  it(
    'and nothing is wrong before',
    async () => {
      expect(await world.publish(event)).toBe(202)
      const { metrics, status } = await world.sees(
        'nothing',
        ({ metrics: now, wrong }) =>
          wrong.length === 0 &&
          now.value('log_end_offset', `topic="${CASE_EVENTS}"`) === 1 &&
          now.value('ready') === 1 &&
          now.value('consumer_lag_records', 'consumer="timeline"') === 0 &&
          now.value('certificate_expiry_timestamp_seconds', 'name="DATABASE_URL sslrootcert"') !== undefined,
      )
      expect([
        metrics.value('keys_missing'),
        metrics.value('dependency_up', 'dependency="registry"'),
        metrics.value('topic_setting_wrong', 'topic="case.events",setting="retention.ms"'),
      ]).toEqual([0, 1, undefined])
      expect(metrics.value('data_folder_free_ratio')).toBeGreaterThan(0.1)
      for (const against of ['database', 'event-log'])
        expect(Math.abs(metrics.value('clock_offset_seconds', `against="${against}"`) ?? Infinity)).toBeLessThan(5)
      expect([status.findings, status.wrong_topic_settings, status.not_seen]).toEqual([[], [], []])
    },
    PATIENCE_MS,
  )

  it(
    'a certificate that ends in a week',
    async () => {
      certify(7)
      const { wrong } = await world.sees(
        'certificate ends in 7 days',
        ({ metrics }) =>
          (metrics.value('certificate_expiry_timestamp_seconds', 'name="DATABASE_URL sslrootcert"') ?? Infinity) -
            systemClock.now() / 1_000 <=
          7 * DAY_S,
      )
      expect(wrong).toEqual([expect.stringMatching(/^the certificate of DATABASE_URL sslrootcert ends in [67] days$/)])
      certify(400)
    },
    PATIENCE_MS,
  )

  it(
    'a disk that is 95 % full',
    async () => {
      const { bavail, bsize, blocks } = statfsSync(data)
      if (mounted) writeFileSync(join(data, 'filler'), Buffer.alloc(Math.ceil((bavail - blocks * 0.05) * bsize)))
      free = 0.05
      const { wrong } = await world.sees('disk 95 % full', ({ metrics }) => (metrics.value('data_folder_free_ratio') ?? 1) <= 0.05)
      expect(wrong).toContainEqual(expect.stringMatching(/^the data folder's disk has [45]\.\d % free$/))
      if (mounted) writeFileSync(join(data, 'filler'), '')
      free = 0.5
    },
    PATIENCE_MS,
  )

  it(
    'a retention that would delete the record',
    async () => {
      await asAdmin({ brokers: engines.kafka.brokers }, (admin) =>
        admin.alterConfigs({
          validateOnly: false,
          resources: [
            {
              type: 2,
              name: CASE_EVENTS,
              configEntries: Object.entries({ ...topicSpec(CASE_EVENTS, 64, 1).configs, 'retention.ms': String(24 * HOUR_MS) }).map(
                ([name, value]) => ({ name, value }),
              ),
            },
          ],
        }),
      )
      const { wrong } = await world.sees(
        'retention wrong',
        ({ metrics }) => metrics.value('topic_setting_wrong', 'topic="case.events",setting="retention.ms"') === 1,
      )
      expect(wrong).toContain('retention.ms of case.events is not what it must be: run throughline topics plan')
      await applyTopics({ brokers: engines.kafka.brokers }, [])
      await world.sees(
        'retention right again',
        ({ metrics }) => metrics.value('topic_setting_wrong', 'topic="case.events",setting="retention.ms"') === undefined,
      )
    },
    PATIENCE_MS,
  )

  it(
    'a key that the vault has lost, while it runs',
    async () => {
      const client = new Client({ connectionString: databaseUrl })
      await client.connect()
      try {
        // As after an older copy was put back: what keeps rows from being deleted is passed over.
        await client.query('set session_replication_role = replica')
        expect((await client.query(`delete from vault.data_key where class = 'EVENT'`)).rowCount).toBe(1)
      } finally {
        await client.end()
      }
      const { wrong } = await world.sees('key missing', ({ metrics }) => metrics.value('keys_missing') === 1)
      expect(wrong).toContain('1 data key(s) are missing, and none is made: run throughline keys status')
      await expect(world.parts.vault.keys([{ case: 'another', person: '', class: 'META' }], { create: true })).rejects.toMatchObject({
        code: 'keys-missing',
      })
    },
    PATIENCE_MS,
  )

  it(
    'a clock that is an hour off',
    async () => {
      offset = HOUR_MS
      await world.sees(
        'clock an hour off',
        ({ metrics, wrong }) =>
          Math.round((metrics.value('clock_offset_seconds', 'against="database"') ?? 0) / 60) === -60 &&
          wrong.some((one) => /^the clock of the database is -3[56]\d\d\.\d s off$/.test(one)),
      )
      await world.publish(event)
      await world.sees(
        'by the broker, too',
        ({ metrics }) => Math.round((metrics.value('clock_offset_seconds', 'against="event-log"') ?? 0) / 60) === -60,
      )
      offset = 0
    },
    PATIENCE_MS,
  )

  it(
    'a registry that is away',
    async () => {
      await registry.kill()
      const { wrong } = await world.sees('registry away', ({ metrics }) => metrics.value('dependency_up', 'dependency="registry"') === 0)
      expect(wrong).toContain('registry did not answer when it was last asked')
    },
    PATIENCE_MS,
  )
})
