import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import avro from 'avsc'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openParts } from '../../../commands/parts.ts'
import { replayAndVerify } from '../../../commands/verify.ts'
import type { CloudEventJson } from '../../../commands/demo/folder.ts'
import { rebuildTimeline } from '../../../consumers/timeline/rebuild.ts'
import { timelineHashes } from '../../../consumers/timeline/table-hash.ts'
import { noCrash } from '../../../infra/faults/crash-point.ts'
import { CASE_EVENTS, receiptsTopic } from '../../../infra/event-log/topics.ts'
import { createRecordCodec } from '../../../infra/registry/record-codec.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'
import { eventScope } from '../../../infra/vault/event-scope.ts'
import { waitForEffect } from '../../../infra/read-store/wait-for-effect.ts'
import { schemasFolder } from '../../../schemas/catalogue/files.ts'
import { encodeWire } from '../../../schemas/codec/wire.ts'
import type { CaseEventRecord } from '../../../core/case/index-part.ts'
import { demoChronologies, demoReaders, openDemoWorld, type DemoWorld } from '../../fixtures/demo-world.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { EMPTY_DATABASE } from '../../fixtures/read-store.ts'

const events = demoChronologies.find(({ name }) => name === 'LINNET')?.events ?? []
const numbered = (number: string): CloudEventJson => {
  const found = events.find(({ data }) => data.agency_record_ref === number)
  if (found === undefined) throw new Error(`No ${number}.`)
  return found
}
const OVERRIDE = numbered('LINNET-18')
const LISTING = numbered('LINNET-20')
/** Everything up to the listing, but the override that it needs. */
const before = events.slice(0, events.indexOf(LISTING)).filter((event) => event !== OVERRIDE)

interface Receipt {
  readonly receipt: string
  readonly event_id: string
  readonly status: string
  readonly final: boolean
  readonly errors: readonly { readonly code: string; readonly pointer: string }[]
}

describe('an event that a rule of its case refuses', () => {
  let world: DemoWorld
  beforeAll(async () => {
    world = await openDemoWorld()
    for (const event of before) {
      world.clock.moveTo(Date.parse(event.time))
      expect([event.data.agency_record_ref, (await world.send(event)).status]).toEqual([event.data.agency_record_ref, 'accepted'])
    }
    world.clock.moveTo(Date.parse(LISTING.time))
  }, 60_000)
  afterAll(async () => {
    await world.close()
  })

  const db = () => world.parts.store.db
  const rowsOf = (event: CloudEventJson) => db().selectFrom('case_event').selectAll().where('event_id', '=', event.id).execute()
  const receiptsOf = async (agency: string): Promise<readonly Receipt[]> =>
    ((await (await world.get('/v1/receipts?limit=1000', agency)).json()) as { items: Receipt[] }).items
  const coordinator = demoReaders.find(({ role, links }) => role === 'marac_coordinator' && links.some((link) => link.case === 'LINNET'))
  const readTimeline = async (): Promise<number> => {
    const id = await world.caseId('LINNET', coordinator?.agency ?? '')
    return (await world.get(`/v1/cases/${id}/timeline?purpose=marac_risk_management`, coordinator?.id ?? '')).status
  }
  const receiptRecords = async (agency: string): Promise<number> =>
    (await world.parts.log.read(receiptsTopic(agencyNamed(agency)), 0, 0, 1_000)).length

  it('is told in its receipt by rule, pointer and what would be right, and is on no timeline', async () => {
    const receipt = await world.send(LISTING)
    expect(receipt).toMatchObject({ status: 'rejected', errors: [{ code: 'G11', pointer: '/data/details/list_status' }] })
    expect(receipt.errors[0]?.detail).toContain('override')
    expect(await rowsOf(LISTING)).toEqual([])
    expect(await db().selectFrom('case_refused').select(['event_id', 'errors']).execute()).toEqual([
      { event_id: LISTING.id, errors: JSON.stringify(receipt.errors) },
    ])
    // Sent again, with the same content.
    expect(await world.send(LISTING)).toMatchObject({ status: 'rejected', errors: [{ code: 'G11' }] })
  })

  it('stays refused when it comes again, and is accepted in an event of its own once the override is recorded', async () => {
    const [record] = await recordsOf(LISTING)
    if (record === undefined) throw new Error('The listing is not in case.events.')
    expect((await world.send(OVERRIDE)).status).toBe('accepted')
    const [again] = await world.parts.log.append([record])
    if (again === undefined) throw new Error('Nothing was appended.')
    await waitForEffect(world.parts.store, again, { consumer: 'timeline', timeout: 5_000 })
    expect(await rowsOf(LISTING)).toEqual([])
    expect(
      (await receiptsOf(LISTING.source.split('/')[2] ?? ''))
        .filter(({ event_id: id }) => id === LISTING.id)
        .map(({ status, final }) => [status, final]),
    ).toEqual([
      ['accepted', false],
      ['rejected', true],
      ['repeated', false],
      ['rejected', true],
    ])
    const listedAnew = { ...LISTING, id: uuidOf('listed anew'), data: { ...LISTING.data, agency_record_ref: 'LINNET-20B' } }
    expect((await world.send(listedAnew)).status).toBe('accepted')
    expect(await rowsOf(listedAnew)).toHaveLength(1)
  })

  /** The records of case.events that an event stands in. */
  async function recordsOf(event: CloudEventJson) {
    const codec = createRecordCodec(world.parts.registry)
    const found = []
    for (const { partition } of await world.parts.log.ranges(CASE_EVENTS))
      for (const record of await world.parts.log.read(CASE_EVENTS, partition, 0, 1_000)) {
        const { index } = (await codec.read('uk.throughline.log.CaseEvent', record.value)) as CaseEventRecord
        if (index.event_id === event.id) found.push({ topic: CASE_EVENTS, key: record.key, value: record.value })
      }
    return found
  }

  it('keeps what others’ events tell as a warning, and says nothing of it to its publisher', async () => {
    const agreed = events.find(({ type }) => type === 'marac.action-agreed') ?? LISTING
    world.clock.moveTo(Date.parse(agreed.time))
    expect((await world.send(agreed)).status).toBe('accepted')
    const { action_id: action } = agreed.data.details as { readonly action_id: string }
    const update = {
      ...agreed,
      id: uuidOf('an update by a stranger'),
      type: 'marac.action-updated',
      source: '/agencies/westmere-fire/records',
      data: {
        ...agreed.data,
        agency_record_ref: 'LINNET-23U',
        harmed: [],
        details: { action_id: action, status: 'completed', updated_on: '2024-09-11' },
      },
    } as unknown as CloudEventJson
    expect(await world.send(update)).toMatchObject({ status: 'accepted', errors: [], warnings: [] })
    expect((await rowsOf(update)).map(({ warnings }) => JSON.parse(warnings) as unknown)).toEqual([
      [{ pointer: '/data/details/action_id', code: 'G28' }],
    ])
  })

  it('comes to the same in a replay, in a check and in a rebuild, which writes no receipt again', async () => {
    await world.link(demoReaders.filter(({ links }) => links.every((link) => link.case === 'LINNET')))
    expect(await readTimeline()).toBe(200)
    const told = await receiptRecords('westmere-marac')
    const hashes = await timelineHashes(db())
    const { clock, data } = world
    await world.stop()
    const parts = await openParts({ data, clock, logger: createLog('silent'), crashPoint: noCrash, emptyDatabase: EMPTY_DATABASE })
    await rebuildTimeline(parts)
    expect(await timelineHashes(parts.store.db)).toEqual(hashes)
    const report = await replayAndVerify(parts, {})
    expect([report.findings, report.store]).toEqual([[], []])
    expect(report.counts.match).toBeGreaterThan(0)
    await parts.store.db.deleteFrom('case_refused').execute()
    expect((await replayAndVerify(parts, {})).store).toMatchObject([{ code: 'refused-missing', in: 'store' }])
    await rebuildTimeline(parts)
    await parts.close()
    await world.start()
    expect(await receiptRecords('westmere-marac')).toBe(told)
  }, 60_000)

  it('is none where its record was written before there were such rules: it is numbered, decided and replayed as it was', async () => {
    const first = new URL(`file://${join(schemasFolder, 'released', 'uk.throughline.log.CaseEvent', '1.avsc')}`)
    const type = avro.Type.forSchema(JSON.parse(readFileSync(first, 'utf8')) as avro.Schema)
    const ids = Object.entries(
      JSON.parse(readFileSync(join(schemasFolder, 'released', 'ids.json'), 'utf8')) as Record<string, { subject: string; version: number }>,
    )
    const id = Number(ids.find(([, { subject, version }]) => subject === 'uk.throughline.log.CaseEvent' && version === 1)?.[0])
    const [refused] = await recordsOf(LISTING)
    const { index, parts } = (await createRecordCodec(world.parts.registry).read(
      'uk.throughline.log.CaseEvent',
      refused?.value ?? Buffer.alloc(0),
    )) as CaseEventRecord
    const old = { index: { ...index, event_id: uuidOf('of the first release') }, parts }
    // Nothing was ever sealed under a key of this one's own.
    await world.parts.vault.destroy(eventScope(old.index))
    const [appended] = await world.parts.log.append([{ topic: CASE_EVENTS, key: index.case_log, value: encodeWire(id, type, old) }])
    if (appended === undefined) throw new Error('Nothing was appended.')
    await waitForEffect(world.parts.store, appended, { consumer: 'timeline', timeout: 5_000 })
    expect(await db().selectFrom('case_event').select('warnings').where('event_id', '=', uuidOf('of the first release')).execute()).toEqual(
      [{ warnings: '[]' }],
    )
    expect(await readTimeline()).toBe(200)
    const report = await replayAndVerify(world.parts, {})
    expect([report.findings, report.store]).toEqual([[], []])
  }, 60_000)
})
