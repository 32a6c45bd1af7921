import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CONTROL_CONSUMER, startControl } from '../../../consumers/control/start.ts'
import { startIntake } from '../../../consumers/intake/start.ts'
import { startTimeline } from '../../../consumers/timeline/start.ts'
import { rebuildTimeline } from '../../../consumers/timeline/rebuild.ts'
import { timelineHashes } from '../../../consumers/timeline/table-hash.ts'
import { createControlReader } from '../../../gateway/read/control-view.ts'
import { controlFolder, indexPartDecoder } from '../../../gateway/read/decoders.ts'
import { fetchParts, openParts } from '../../../gateway/read/open-parts.ts'
import { listPublications } from '../../../gateway/publications/stored.ts'
import { candidateCases } from '../../../gateway/read/candidates.ts'
import { eventIn, readCases } from '../../../gateway/read/snapshot.ts'
import { systemClock } from '../../../infra/clock/clock.ts'
import { applyDatabase } from '../../../infra/database/apply.ts'
import { ROLES, type Role } from '../../../infra/database/rights.ts'
import { appendControl } from '../../../infra/event-log/control-events.ts'
import type { Consumer, EventLog } from '../../../infra/event-log/port.ts'
import { openSqliteEventLog } from '../../../infra/event-log/sqlite/sqlite-event-log.ts'
import { CASE_EVENTS, inboxTopic, receiptsTopic, RECORD_TOPICS } from '../../../infra/event-log/topics.ts'
import { openPostgresStore } from '../../../infra/read-store/postgres/store.ts'
import { readSnapshot } from '../../../infra/read-store/snapshot.ts'
import { waitForEffect } from '../../../infra/read-store/wait-for-effect.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'
import { openPostgresVault } from '../../../infra/vault/postgres/vault.ts'
import { loadRecords } from '../../../schemas/index.ts'
import { demoEvents } from '../../fixtures/demo-events.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { asRole, startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts'
import { temporaryFolder, type TemporaryFolder } from '../../fixtures/temporary-folder.ts'
import { cast, incident, relinked } from '../../consumers/intake/events.ts'
import { catalogue, demoAgencies, inboxRecord, registry, settled } from '../../consumers/intake/harness.ts'

const passwords = Object.fromEntries(ROLES.map((role) => [role, randomUUID()])) as Record<Role, string>

describe('intake, timeline and gateway, each under its own role of the database', () => {
  let server: TestPostgres
  let folder: TemporaryFolder
  let url: string
  let log: EventLog
  const ends: (() => Promise<void>)[] = []
  const partsOf = async (address: string) => {
    const store = await openPostgresStore({ url: address })
    const vault = await openPostgresVault({ url: address, masterKeyFile: join(folder.path, 'master.key') })
    ends.push(
      () => store.close(),
      () => vault.close(),
    )
    return { log, store, vault, registry, catalogue, clock: systemClock, ids: randomUUID, logger: createLog('silent') }
  }
  const as = (role: Role) => partsOf(asRole(url, role, passwords[role]))
  const run = (consumer: Consumer): Consumer => {
    ends.push(() => consumer.stop())
    return consumer
  }
  beforeAll(async () => {
    server = await startTestPostgres()
    folder = temporaryFolder()
    url = await server.createDatabase()
    await applyDatabase(url, { passwords })
    log = await openSqliteEventLog({ folder: join(folder.path, 'log'), clock: systemClock })
    for (const { topic, partitions } of RECORD_TOPICS) await log.createTopic(topic, { partitions })
    for (const { agency } of demoAgencies)
      for (const topic of [inboxTopic(agency), receiptsTopic(agency)]) await log.createTopic(topic, { partitions: 1 })
  }, 120_000)
  afterAll(async () => {
    for (const end of ends.toReversed()) await end()
    await log.close()
    await server.stop()
    folder.remove()
  })

  it('take events, number them and read them, and the owner makes the same tables again', async () => {
    const timeline = await as('throughline_timeline')
    const intakeParts = await as('throughline_intake')
    const gateway = await as('throughline_gateway')
    run(await startControl(timeline))
    const members = [run(await startTimeline(timeline)), run(await startTimeline(await as('throughline_timeline')))]
    const at = '2024-01-01T00:00:00.000Z'
    const entries = demoAgencies.map(({ agency, name, type, areas }) => ({ at, agency, name, agency_type: type, areas: [...areas] }))
    const registered = (await appendControl(log, registry, 'agency-registered', entries)).at(-1)
    if (registered !== undefined) expect(await waitForEffect(gateway.store, registered, { consumer: CONTROL_CONSUMER })).toBe(true)

    await log.append(await Promise.all(['kestrel', 'linnet', 'single-events'].flatMap(demoEvents).map((event) => inboxRecord(event))))
    const intake = run(await startIntake(intakeParts))
    await settled(log, intake.done)
    const [one, other] = [8, 9].map((number) => ({
      ...cast(number),
      event: incident(`least rights ${String(number)}`, { subject: { ...cast(number).subject, identifiers: [cast(number).pnc] } }),
    }))
    if (one === undefined || other === undefined) throw new Error('Two people were made up.')
    const about = { subject: { ...one.subject, identifiers: [one.pnc] } }
    const decisions = [
      relinked('merge_cases', [one.event, other.event], about),
      relinked('split_case', [one.event, other.event], about),
      relinked('link_person', [other.event], about),
    ]
    for (const event of [one.event, other.event, ...decisions]) {
      await log.append([await inboxRecord(event)])
      await settled(log, intake.done)
    }
    const left = await gateway.store.db.selectFrom('link_left').select('event_id').execute()
    expect(left).toEqual([{ event_id: other.event.id }])
    for (const { partition, start, end } of await log.ranges(CASE_EVENTS)) {
      if (end > start)
        expect(await waitForEffect(gateway.store, { topic: CASE_EVENTS, partition, offset: end - 1 }, { timeout: 30_000 })).toBe(true)
    }

    const deps = { readControl: createControlReader(controlFolder(loadRecords())), decodeIndexPart: indexPartDecoder(loadRecords()) }
    const { snapshot, rows } = await readSnapshot(gateway.store.db, async (tx) => {
      const publisher = { staff: 'x', tokens: ['x'], agency: agencyNamed('norshire-police'), role: 'police_officer' }
      // What it published makes no candidate but for the first engine.
      expect(await candidateCases(tx, publisher, undefined, 2)).toEqual([])
      const caseLogs = await candidateCases(tx, publisher, undefined, 1)
      expect(
        (await listPublications(tx, agencyNamed('norshire-police'), '9999-12-31T00:00:00.000Z', undefined, 10)).length,
      ).toBeGreaterThan(0)
      const found = await readCases(tx, deps, caseLogs)
      const wanted = found.logs.flatMap(({ caseLog, events }) =>
        events.map(({ sequence }) => ({ caseLog, sequence, owner: '' as const, class: 'META', form: 'plain' as const })),
      )
      return { snapshot: found, rows: await fetchParts(tx, wanted) }
    })
    expect(snapshot.logs.length).toBeGreaterThan(0)
    expect(await openParts(gateway, rows, eventIn(snapshot.logs))).toHaveLength(rows.length)
    expect(rows.length).toBeGreaterThan(10)

    const before = await timelineHashes(gateway.store.db)
    for (const member of members) await member.stop()
    await expect(rebuildTimeline(timeline)).rejects.toMatchObject({ code: '42501' })
    await rebuildTimeline(await partsOf(url))
    expect(await timelineHashes(gateway.store.db)).toEqual(before)
    expect(new Set(Object.values(before)).size).toBe(5)
  }, 120_000)
})
