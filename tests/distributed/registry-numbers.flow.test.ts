import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openEventLog } from '../../commands/adapters.ts'
import type { Output } from '../../commands/output.ts'
import { openParts } from '../../commands/parts.ts'
import { recordedNumberings } from '../../commands/registry/recorded.ts'
import { check, controlLogOf, publish } from '../../commands/schemas.ts'
import { replayAndVerify } from '../../commands/verify.ts'
import { rebuildTimeline } from '../../consumers/timeline/rebuild.ts'
import { timelineHashes } from '../../consumers/timeline/table-hash.ts'
import { systemClock } from '../../infra/clock/clock.ts'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { createInboxRecords } from '../../infra/event-log/inbox-records.ts'
import { noCrash } from '../../infra/faults/crash-point.ts'
import { publishSchemas } from '../../infra/registry/confluent/publish.ts'
import { createConfluentRegistry } from '../../infra/registry/confluent/registry.ts'
import { knownSchemas } from '../../infra/registry/numbered/known-schemas.ts'
import { createLog } from '../../infra/telemetry/logger.ts'
import { loadCatalogue, releasedVersions } from '../../schemas/index.ts'
import { startRegistry, type RegistryServer } from '../../scripts/servers/registry.ts'
import { AFTER_ALL, demoChronologies, demoReaders, openDemoWorld, type DemoWorld } from '../fixtures/demo-world.ts'

const PATIENCE = 300_000
const logger = createLog('silent')
const events = demoChronologies.find(({ name }) => name === 'KESTREL')?.events ?? []

describe('a schema registry that was lost', () => {
  const places = { kafka: undefined, databaseUrl: undefined, registryUrl: '' }
  const running: RegistryServer[] = []
  let world: DemoWorld
  let registry: RegistryServer
  /** The next one starts ahead, while what comes before it is done. */
  let ahead: Promise<RegistryServer> | undefined
  const startAhead = (): Promise<RegistryServer> => {
    const starting = startRegistry().then((server) => {
      running.push(server)
      return server
    })
    starting.catch(() => undefined)
    ahead = starting
    return starting
  }
  const another = async (): Promise<void> => {
    await registry?.stop()
    registry = await (ahead ?? startAhead())
    ahead = undefined
    places.registryUrl = registry.url
  }
  const configuration = () => readConfiguration({ THROUGHLINE_DATA: world.data, SCHEMA_REGISTRY_URL: places.registryUrl })
  const run = async (
    command: typeof check | typeof publish,
    options: { readonly renumber?: boolean } = {},
  ): Promise<{ readonly code: number; readonly words: string }> => {
    let words = ''
    const output: Output = {
      json: false,
      result: (said) => {
        words = said
      },
      progress: () => undefined,
      failure: () => undefined,
    }
    const code = await command(output, {
      registryUrl: places.registryUrl,
      controlLog: controlLogOf(configuration(), () => recordedNumberings(configuration())),
      ...options,
    })
    return { code, words }
  }
  const start = async (): Promise<string> =>
    world.start().then(
      () => 'started',
      (error: unknown) => (error as Error).message,
    )
  const accepted = async (from: number, to: number): Promise<void> => {
    for (const event of events.slice(from, to)) expect((await world.send(event)).status).toBe('accepted')
  }
  /** What the coordinator sees, without what is another at each read. */
  const seen = async (): Promise<readonly unknown[]> => {
    const answer = await world.get(
      `/v1/cases/${await world.caseId('KESTREL', 'norshire-marac')}/timeline?purpose=marac_risk_management`,
      'norshire-coordinator',
    )
    expect(answer.status).toBe(200)
    return ((await answer.json()) as { readonly items: readonly unknown[] }).items
  }
  const idsOf = (items: readonly unknown[]): readonly string[] => items.map((item) => (item as { readonly id: string }).id)
  let before: readonly unknown[]
  let after: readonly unknown[]

  beforeAll(async () => {
    await another()
    void startAhead()
    await publishSchemas({ url: registry.url }, releasedVersions())
    world = await openDemoWorld(places)
    world.clock.moveTo(AFTER_ALL)
    await accepted(0, 4)
    await world.link(demoReaders.filter(({ id }) => id === 'norshire-coordinator'))
    before = await seen()
    await world.stop()
  }, PATIENCE)
  afterAll(async () => {
    await world?.close()
    await ahead?.catch(() => undefined)
    await Promise.all(running.map((server) => server.stop()))
  }, PATIENCE)

  it(
    'is the one that the control log knows, as long as it is there',
    async () => {
      expect(before.length).toBeGreaterThan(0)
      expect(await run(check)).toMatchObject({
        code: 0,
        words: expect.stringMatching(/The registry numbers as the control log says \(\d+ ids, [0-9a-f]{16}\)\.$/) as unknown,
      })
      expect(await run(publish)).toMatchObject({ code: 0, words: expect.stringContaining('; 0 new.') as unknown })
    },
    PATIENCE,
  )

  it(
    'an empty one in its place stops the start and schemas publish, in words, and gets no schema',
    async () => {
      await another()
      const said = [
        `numbers ${String(knownSchemas().length)} schema(s) otherwise`,
        'in the control log, not in the registry',
        'restore the newest copy',
        'throughline schemas publish --renumber',
      ]
      const [published, checked] = [await run(publish), await run(check)]
      for (const words of [await start(), published.words, checked.words]) for (const part of said) expect(words).toContain(part)
      expect([published.code, checked.code]).toEqual([1, 1])
      expect(await (await fetch(`${registry.url}/subjects`)).json()).toEqual([])
    },
    PATIENCE,
  )

  it(
    'one from yesterday lacks the newest schemas: it is named, filled up by the same ids, and nothing is numbered anew',
    async () => {
      void startAhead()
      await publishSchemas({ url: registry.url }, releasedVersions().slice(0, -3))
      expect(await start()).toContain('numbers 3 schema(s) otherwise')
      expect((await run(publish)).code).toBe(1)
      const { code, words } = await run(publish, { renumber: true })
      expect([code, words]).toEqual([0, expect.stringMatching(/; 3 new\.$/)])
      expect(await start()).toBe('started')
      expect(await seen()).toEqual(before)
      await world.stop()
    },
    PATIENCE,
  )

  it(
    'one that numbers otherwise takes its place when an operator says so: what was written is read as before, also what waits in an inbox under an old id',
    async () => {
      const waits = events[4]
      if (waits === undefined) throw new Error('no events')
      const old = createInboxRecords({
        catalogue: loadCatalogue(),
        registry: createConfluentRegistry({ url: registry.url, clock: systemClock }),
      })
      const [, , agency = '', system = ''] = waits.source.split('/')
      const log = await openEventLog(places, { data: world.data, clock: world.clock, logger })
      await log.append(
        await old([{ agency, system, id: waits.id, source: waits.source, type: waits.type, time: waits.time, data: waits.data } as never]),
      )
      await log.close()

      await another()
      // Every id is one higher, and so that of another schema than before.
      await fetch(`${registry.url}/subjects/somebody.elses/versions`, {
        method: 'POST',
        headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
        body: JSON.stringify({ schema: JSON.stringify({ type: 'record', name: 'Else', namespace: 'somebody', fields: [] }) }),
      })
      await publishSchemas({ url: registry.url }, releasedVersions())
      expect(await start()).toContain('in the registry')
      expect((await run(publish)).code).toBe(1)
      expect(await run(publish, { renumber: true })).toMatchObject({
        code: 0,
        words: expect.stringContaining('numbers otherwise than before') as unknown,
      })
      expect((await run(check)).code).toBe(0)

      expect(await start()).toBe('started')
      await accepted(5, 7)
      const statuses = async (): Promise<readonly string[]> =>
        (
          (await (await world.get('/v1/receipts?limit=1000', agency)).json()) as {
            readonly items: readonly { readonly event_id: string; readonly status: string }[]
          }
        ).items
          .filter(({ event_id: id }) => id === waits.id)
          .map(({ status }) => status)
      while ((await statuses()).length === 0)
        await new Promise((resolve) => {
          setTimeout(resolve, 50)
        })
      expect(new Set(await statuses())).toEqual(new Set(['accepted']))
      after = await seen()
      expect(idsOf(after)).toEqual(expect.arrayContaining([...idsOf(before)]))
      expect(after.length).toBeGreaterThan(before.length)
      const { counts, findings, store } = await replayAndVerify(world.parts, {})
      expect({ outcomes: Object.keys(counts), findings, store }).toEqual({ outcomes: ['match'], findings: [], store: [] })
    },
    PATIENCE,
  )

  it(
    'gives the same tables, byte for byte, when they are made again from logs of both numberings',
    async () => {
      const hashes = await timelineHashes(world.parts.store.db)
      await world.stop()
      const parts = await openParts({ data: world.data, places, clock: systemClock, logger, crashPoint: noCrash })
      try {
        await rebuildTimeline(parts)
        expect(await timelineHashes(parts.store.db)).toEqual(hashes)
      } finally {
        await parts.close()
      }
    },
    PATIENCE,
  )

  it(
    'while it is away, a start reads timelines and takes events all the same, by the ids of the control log',
    async () => {
      await registry.kill()
      expect(await start()).toBe('started')
      expect(idsOf(await seen())).toEqual(idsOf(after))
      await accepted(7, 8)
    },
    PATIENCE,
  )
})
