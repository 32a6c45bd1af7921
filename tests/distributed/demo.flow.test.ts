import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import pg from 'pg'
import { caughtUp } from '../../commands/catch-up.ts'
import type { CloudEventJson } from '../../commands/demo/folder.ts'
import { linkReaders } from '../../commands/links.ts'
import { openParts } from '../../commands/parts.ts'
import { assignedCase } from '../../commands/assigned-case.ts'
import { DEMO_FOLDER, startService } from '../../commands/service.ts'
import { rebuild } from '../../commands/timeline.ts'
import { replayAndVerify } from '../../commands/verify.ts'
import { rebuildTimeline } from '../../consumers/timeline/rebuild.ts'
import { TIMELINE_CONSUMER } from '../../consumers/timeline/start.ts'
import { timelineHashes } from '../../consumers/timeline/table-hash.ts'
import { systemClock } from '../../infra/clock/clock.ts'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { CASE_EVENTS } from '../../infra/event-log/topics.ts'
import { noCrash } from '../../infra/faults/crash-point.ts'
import { createLog } from '../../infra/telemetry/logger.ts'
import { demoReaders, loadDemoWorld, type DemoWorld } from '../fixtures/demo-world.ts'
import { runChronologies } from '../cases/chronology.ts'
import { openDistributedColumn, type DistributedColumn } from '../fixtures/distributed-column.ts'
import { agencyNamed, caseLogNamed } from '../fixtures/ids.ts'
import { decided, incidentOf } from '../flow/relinked/people.ts'
import { purposesOf, readAllWays } from '../gateway/audit/replay/reads.ts'
import { finalTables } from './final-tables.ts'
import { describeLostKeys } from './lost-keys.ts'
import { itemsOf, startReadingThrough, type GatewayAddress } from './reading-through.ts'
import { masked, shownTo } from './shown.ts'

const NO_LIMIT = { perSecond: 1e9, burst: 1e9 }

/** For all of them: servers take longer to start than what is asked of them. */
let column: DistributedColumn
beforeAll(async () => {
  column = await openDistributedColumn()
}, 300_000)
afterAll(async () => {
  await column?.close()
})

describe('the demo chronologies, through Kafka, the registry and PostgreSQL', () => {
  it('show every reader of expected/ exactly the events that are theirs to see', async () => {
    const results = await runChronologies(DEMO_FOLDER, () => column.another())
    expect(results.filter((result) => !result.passed)).toEqual([])
    expect(results).toHaveLength(25)
  }, 600_000)
})

describeLostKeys(() => column)

describe('the demo in both columns', () => {
  let distributed: DemoWorld
  let embedded: DemoWorld
  beforeAll(async () => {
    distributed = await loadDemoWorld(column.places)
    embedded = await loadDemoWorld()
  }, 300_000)
  afterAll(async () => {
    await distributed?.close()
    await embedded?.close()
  })

  it('leads to the same final tables but for random ids, keys and times of appending', async () => {
    const [here, there] = [await finalTables(embedded.parts), await finalTables(distributed.parts)]
    expect(there).toEqual(here)
    expect(Object.values(here).every((rows) => rows.length > 0)).toBe(true)
  })

  it('shows every reader, for every purpose, the same', async () => {
    for (const reader of demoReaders) {
      for (const purpose of purposesOf(reader)) {
        expect([reader.id, purpose, masked(await shownTo(distributed, reader, purpose))]).toEqual([
          reader.id,
          purpose,
          masked(await shownTo(embedded, reader, purpose)),
        ])
      }
    }
  }, 120_000)

  it('replays every read to a match, from Kafka alone', async () => {
    for (const reader of demoReaders.slice(0, 4)) for (const purpose of purposesOf(reader)) await readAllWays(distributed, reader, purpose)
    const { counts, findings, store } = await replayAndVerify(distributed.parts, {})
    expect({ outcomes: Object.keys(counts), findings, store }).toEqual({ outcomes: ['match'], findings: [], store: [] })
    expect(counts.match).toBeGreaterThan(50)
  }, 120_000)

  it('has the same tables, byte for byte, after timeline rebuild', async () => {
    const before = await timelineHashes(distributed.parts.store.db)
    await distributed.stop()
    const parts = await openParts({
      data: distributed.data,
      places: column.places,
      clock: systemClock,
      logger: createLog('silent'),
      crashPoint: noCrash,
    })
    await rebuildTimeline(parts)
    const after = await timelineHashes(parts.store.db)
    await parts.close()
    await distributed.start()
    expect(after).toEqual(before)
  }, 120_000)

  describe('with a gateway of its own process beside it', () => {
    let gateway: GatewayAddress & { readonly stop: () => Promise<void> }
    const coordinator = { as: 'norshire-coordinator', purpose: 'marac_risk_management' }
    const masterKeyFile = (): string => join(distributed.data, 'master.key')
    beforeAll(async () => {
      const { clock } = distributed
      const parts = await openParts({
        data: join(distributed.data, 'gateway'),
        places: column.places,
        masterKeyFile: masterKeyFile(),
        clock,
        logger: createLog('silent'),
        crashPoint: noCrash,
      })
      const limits = { rateLimit: NO_LIMIT, publicLimit: NO_LIMIT, lag: { boundMs: 400, everyMs: 50 } }
      const service = await startService(parts, {
        host: '127.0.0.1',
        port: 0,
        oidcIssuer: undefined,
        production: false,
        people: DEMO_FOLDER,
        roles: ['gateway'],
        ...limits,
      })
      gateway = {
        origin: service.origin,
        token: async (as) => (await service.identity.issueToken?.({ as })) ?? '',
        stop: async () => {
          await service.stop()
          await parts.close()
        },
      }
    }, 60_000)
    afterAll(async () => {
      await gateway?.stop()
    })

    it('serves everything, or says 503, all through a timeline rebuild', async () => {
      const { as, purpose } = coordinator
      const id = await distributed.caseId('KESTREL', 'norshire-marac')
      const reads = [
        { as, path: `/v1/cases?purpose=${purpose}` },
        { as, path: `/v1/cases/${id}/timeline?purpose=${purpose}&limit=100` },
        { as: 'norshire-police', path: '/v1/publications' },
      ]
      const before = await timelineHashes(distributed.parts.store.db)
      const expected = new Map<string, string>(
        await Promise.all(
          reads.map(async (read) => [`${read.as} ${read.path}`, await itemsOf(await distributed.get(read.path, read.as))] as const),
        ),
      )
      expect([...expected.values()].map((items) => items.length > 100)).toEqual([true, true, false])
      const reading = startReadingThrough([{ origin: distributed.service.origin, token: distributed.token }, gateway], reads)
      const { kafka, registryUrl, databaseUrl } = column.places
      const configuration = readConfiguration({
        KAFKA_BROKERS: kafka?.brokers.join(','),
        SCHEMA_REGISTRY_URL: registryUrl,
        DATABASE_URL: databaseUrl,
        THROUGHLINE_DATA: join(distributed.data, 'rebuild'),
        THROUGHLINE_MASTER_KEY_FILE: masterKeyFile(),
        LOG_LEVEL: 'silent',
      })
      const said: string[] = []
      const output = {
        json: false,
        result: (words: string) => {
          said.push(words)
        },
        progress: () => undefined,
        failure: () => undefined,
      }
      for (let round = 0; round < 2; round++) expect(await rebuild(configuration, { acceptLoss: false }, output)).toBe(0)
      await reading.stop()
      expect(said).toEqual(Array.from({ length: 2 }, () => expect.stringMatching(/^Rebuilt the timelines from \d{2,} records\.$/)))
      expect(await timelineHashes(distributed.parts.store.db)).toEqual(before)
      expect(reading.answers.filter(({ status }) => status === 200).length).toBeGreaterThan(20)
      expect(reading.answers.filter(({ status, path, shown }) => (status === 200 ? shown !== expected.get(path) : status !== 503))).toEqual(
        [],
      )
      // The consumers have gone on where they were, in the tables that were made.
      expect((await distributed.send(incidentOf({ number: 7 }, 'After rebuild'))).status).toBe('accepted')
      await caughtUp(distributed.parts.log, distributed.parts.store, TIMELINE_CONSUMER, CASE_EVENTS)
      const { counts, findings, store } = await replayAndVerify(distributed.parts, {})
      expect({ outcomes: Object.keys(counts), findings, store }).toEqual({ outcomes: ['match'], findings: [], store: [] })
    }, 300_000)

    it('says 503 while the store lacks what the log has had for long, and goes on when it has it', async () => {
      const { as, purpose } = coordinator
      const get = async (): Promise<Response> =>
        fetch(`${gateway.origin}/v1/cases?purpose=${purpose}`, { headers: { authorization: `Bearer ${await gateway.token(as)}` } })
      const until = async (status: number): Promise<Response> => {
        for (const end = performance.now() + 8_000; ; await delay(50)) {
          const answer = await get()
          if (answer.status === status || performance.now() > end) return answer
        }
      }
      expect((await get()).status).toBe(200)
      const client = new pg.Client({ connectionString: column.databaseUrl })
      await client.connect()
      try {
        await client.query('begin')
        // Consumers wait, readers do not.
        await client.query('lock table timeline.consumer_offset in share mode')
        const sent = distributed.send(incidentOf({ number: 8 }, 'While waiting'))
        const answer = await until(503)
        expect([answer.status, answer.headers.get('content-type'), answer.headers.get('retry-after'), await answer.json()]).toEqual([
          503,
          'application/problem+json; charset=utf-8',
          expect.stringMatching(/^\d+$/),
          expect.objectContaining({ code: 'unavailable' }),
        ])
        await client.query('commit')
        expect((await sent).status).toBe('accepted')
      } finally {
        await client.end()
      }
      expect((await until(200)).status).toBe(200)
    }, 60_000)
  })

  it('shows two cases that were merged and split, and are merged again, as one, before and after a restart', async () => {
    const coordinator = demoReaders.filter(({ id }) => id === 'norshire-coordinator')
    const [a, b, between] = [incidentOf({ number: 1 }, 'A one'), incidentOf({ number: 2 }, 'B one'), incidentOf({ number: 2 }, 'B two')]
    const send = async (event: CloudEventJson): Promise<void> => {
      expect((await distributed.send(event)).status).toBe('accepted')
      await caughtUp(distributed.parts.log, distributed.parts.store, TIMELINE_CONSUMER, CASE_EVENTS)
    }
    const decide = (op: 'merge_cases' | 'split_case', ref: string): Promise<void> =>
      send(decided(op, { number: 1 }, [a, b], { agency_record_ref: ref }))
    for (const event of [a, b]) await send(event)
    await linkReaders(distributed.parts, [{ name: 'KESTREL', events: [a] }], coordinator)
    const id = distributed.service.reads.caseIds.outside(
      agencyNamed('norshire-marac'),
      (await assignedCase(distributed.parts.store, [a]))?.caseLog ?? caseLogNamed(''),
    )
    const words = async (): Promise<readonly string[]> => {
      const timeline = await distributed.get(`/v1/cases/${id}/timeline?purpose=marac_risk_management&limit=100`, 'norshire-coordinator')
      return [...new Set((await timeline.text()).match(/"description":"[AB] \w+/g)?.map((found) => found.slice(15)))].sort()
    }
    const lives = async (): Promise<readonly [number, boolean]> => {
      const list = (await (await distributed.get('/v1/cases?purpose=marac_risk_management', 'norshire-coordinator')).json()) as {
        readonly items: readonly { readonly id: string }[]
      }
      return [(await distributed.get('/livez', 'norshire-coordinator')).status, list.items.some((item) => item.id === id)]
    }

    await decide('merge_cases', 'LINK-1')
    await send(between)
    await decide('split_case', 'LINK-2')
    expect(await words()).toEqual(['A one', 'B two'])
    await decide('merge_cases', 'LINK-3')
    expect([await words(), await lives()]).toEqual([
      ['A one', 'B one', 'B two'],
      [200, true],
    ])
    await distributed.stop()
    await distributed.start()
    expect([await words(), await lives()]).toEqual([
      ['A one', 'B one', 'B two'],
      [200, true],
    ])
    await decide('split_case', 'LINK-4')
    expect(await words()).toEqual(['A one', 'B two'])
    const { counts, findings, store } = await replayAndVerify(distributed.parts, {})
    expect({ outcomes: Object.keys(counts), findings, store }).toEqual({ outcomes: ['match'], findings: [], store: [] })
  }, 300_000)
})
