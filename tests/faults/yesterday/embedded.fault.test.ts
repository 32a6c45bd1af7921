import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { caughtUp } from '../../../commands/catch-up.ts'
import { openParts, type PartsOptions } from '../../../commands/parts.ts'
import { refuseLostRebuild, type RecordError } from '../../../commands/record-check.ts'
import { rebuild } from '../../../commands/timeline.ts'
import { replayAndVerify, verifyAll } from '../../../commands/verify.ts'
import { createOutput } from '../../../commands/output.ts'
import type { Finding } from '../../../consumers/finding.ts'
import { TIMELINE_CONSUMER } from '../../../consumers/timeline/start.ts'
import { timelineHashes } from '../../../consumers/timeline/table-hash.ts'
import { readConfiguration } from '../../../infra/configuration/configuration.ts'
import { ACCESS_LOG, CASE_EVENTS, RECORD_TOPICS } from '../../../infra/event-log/topics.ts'
import { noCrash } from '../../../infra/faults/crash-point.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'
import { demoChronologies, demoReaders, openDemoWorld, type DemoWorld } from '../../fixtures/demo-world.ts'
import { EMPTY_DATABASE } from '../../fixtures/read-store.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { caseOf, purposesOf } from '../../gateway/audit/replay/reads.ts'

const BEFORE = 8
const LATER = 20
const PARTS = ['log', 'read-store', 'heads', 'vault', 'identity']

describe('a part of a data folder from yesterday', () => {
  let world: DemoWorld
  const copies = temporaryFolder()
  /** Records of each record topic, all partitions together. */
  const counts = async (): Promise<Readonly<Record<string, number>>> =>
    Object.fromEntries(
      await Promise.all(
        RECORD_TOPICS.map(
          async ({ topic }) =>
            [topic, (await world.parts.log.ranges(topic)).reduce((sum, { start, end }) => sum + end - start, 0)] as const,
        ),
      ),
    )
  const keep = (name: string): void => {
    for (const part of PARTS) cpSync(join(world.data, part), join(copies.path, name, part), { recursive: true })
  }
  const putBack = (name: string, parts = PARTS): void => {
    for (const part of parts) {
      rmSync(join(world.data, part), { recursive: true, force: true })
      cpSync(join(copies.path, name, part), join(world.data, part), { recursive: true })
    }
  }
  const withParts = async <T>(
    work: (parts: Awaited<ReturnType<typeof openParts>>) => Promise<T>,
    options: Partial<PartsOptions> = {},
  ): Promise<T> => {
    const parts = await openParts({
      data: world.data,
      clock: world.clock,
      logger: createLog('silent'),
      crashPoint: noCrash,
      emptyDatabase: EMPTY_DATABASE,
      ...options,
    })
    try {
      return await work(parts)
    } finally {
      await parts.close()
    }
  }
  const found = (): Promise<readonly Finding[]> => withParts(verifyAll)
  const gone = (findings: readonly Finding[], topic: string): number =>
    findings.filter((finding) => finding.code === 'log-short' && finding.topic === topic).reduce((sum, { records = 0 }) => sum + records, 0)
  const read = async (): Promise<string> => {
    const reader = demoReaders.find(({ id }) => id === 'norshire-coordinator')
    if (reader === undefined) throw new Error('no reader')
    const id = await world.caseId(caseOf(reader), reader.agency)
    return (await world.get(`/v1/cases/${id}/timeline?purpose=${String(purposesOf(reader)[0])}`, reader.id)).text()
  }
  const refusal = async (): Promise<RecordError> =>
    world.start().then(
      () => {
        throw new Error('It started.')
      },
      (error: unknown) => error as RecordError,
    )

  let yesterday: Readonly<Record<string, number>> = {}
  let today: Readonly<Record<string, number>> = {}
  let shown = ''
  let tables: Awaited<ReturnType<typeof timelineHashes>>
  beforeAll(async () => {
    world = await openDemoWorld()
    const events = (demoChronologies[0]?.events ?? []).slice(0, BEFORE + LATER)
    const first = events.slice(0, BEFORE)
    for (const event of first) {
      world.clock.moveTo(Date.parse(event.time))
      await world.send(event)
    }
    await world.link(demoReaders.filter(({ id }) => id === 'norshire-coordinator'))
    await read()
    yesterday = await counts()
    await world.stop()
    keep('yesterday')
    await world.start()
    for (const event of events.slice(first.length)) {
      world.clock.moveTo(Date.parse(event.time))
      await world.send(event)
    }
    await caughtUp(world.parts.log, world.parts.store, TIMELINE_CONSUMER, CASE_EVENTS)
    shown = await read()
    today = await counts()
    tables = await timelineHashes(world.parts.store.db)
    await world.stop()
    keep('today')
  }, 180_000)
  afterAll(async () => {
    await world.close()
    copies.remove()
  })

  it('the log: a start is refused in words, verify counts each lost record, a rebuild is refused; the newer log puts all right', async () => {
    putBack('yesterday', ['log'])
    const error = await refusal()
    expect(error).toMatchObject({ code: 'log-short' })
    expect(error.message).toMatch(
      /gone from the end of case\.events, partition \d+: from offset \d+ on; the newest that is left is of 20.*Put the newest copy of the log back/s,
    )
    const findings = await found()
    for (const { topic } of RECORD_TOPICS)
      expect([topic, gone(findings, topic)]).toEqual([topic, (today[topic] ?? 0) - (yesterday[topic] ?? 0)])
    expect(gone(findings, 'case.events')).toBeGreaterThanOrEqual(LATER)
    await expect(withParts(async () => undefined, { beside: true, beforeStore: refuseLostRebuild(false) })).rejects.toMatchObject({
      code: 'log-short',
    })

    putBack('today', ['log'])
    await world.start()
    expect([await timelineHashes(world.parts.store.db), await read()]).toEqual([tables, shown])
    expect(await replayAndVerify(world.parts, {})).toMatchObject({ findings: [], store: [] })
    await world.stop()
    keep('today')
  }, 60_000)

  it('log and heads: the read store knows', async () => {
    putBack('yesterday', ['log', 'heads'])
    expect(await refusal()).toMatchObject({ code: 'log-short' })
    expect(gone(await found(), 'case.events')).toBeGreaterThanOrEqual(LATER)
    putBack('today')
  }, 60_000)

  it('the read store, or none: it is brought up to the log, and shows the same', async () => {
    for (const before of [
      () => {
        putBack('yesterday', ['read-store'])
      },
      () => {
        rmSync(join(world.data, 'read-store'), { recursive: true })
      },
    ]) {
      before()
      await world.start()
      expect([await timelineHashes(world.parts.store.db), await read()]).toEqual([tables, shown])
      expect(await verifyAll(world.parts)).toEqual([])
      await world.stop()
    }
    keep('today')
  }, 60_000)

  it('the heads, or none: they are taken from the log', async () => {
    for (const before of [
      () => {
        putBack('yesterday', ['heads'])
      },
      () => {
        rmSync(join(world.data, 'heads'), { recursive: true })
      },
    ]) {
      before()
      await world.start()
      await world.stop()
      expect(await found()).toEqual([])
    }
    keep('today')
  }, 60_000)

  it('no log: a start is refused; nor is one made beside the other parts', async () => {
    rmSync(join(world.data, 'log'), { recursive: true })
    expect(await refusal()).toMatchObject({ code: 'log-short' })
    expect(gone(await found(), 'case.events')).toBe(today['case.events'])
    putBack('today')
  }, 60_000)

  it('records cut from the front of access.log are named, and told for ever once an operator has said that they are gone', async () => {
    await world.start()
    await world.parts.log.trim(ACCESS_LOG, 0, 1)
    const cut = { code: 'log-cut', in: 'log', topic: ACCESS_LOG, partition: 0, offset: 0, records: 1, unread: 0 }
    expect(await verifyAll(world.parts)).toEqual([cut])
    await world.stop()
    // The read store has taken it in: a start goes on and warns.
    await world.start()
    await world.stop()
    // One that was thrown away would lack it.
    putBack('yesterday', ['read-store'])
    rmSync(join(world.data, 'read-store', 'stopped-clean'))
    expect((await refusal()).message).toContain('Of these the read store has not taken in 1.')
    const configuration = readConfiguration({ THROUGHLINE_DATA: world.data, LOG_LEVEL: 'silent' })
    await expect(rebuild(configuration, { acceptLoss: false }, createOutput(true))).rejects.toMatchObject({ code: 'log-cut' })
    expect(await rebuild(configuration, { acceptLoss: true }, createOutput(true))).toBe(0)
    expect(await found()).toMatchObject([{ code: 'loss-accepted', topic: ACCESS_LOG, partition: 0, offset: 0, records: 1 }])
    await world.start()
    expect(await timelineHashes(world.parts.store.db)).toEqual(tables)
    await world.stop()
    putBack('today')
  }, 60_000)
})
