import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CASE_EVENTS } from '../../../infra/event-log/topics.ts'
import type { EventLog, LogRecord } from '../../../infra/event-log/port.ts'
import type { CaseEventRecord } from '../../../core/case/index-part.ts'
import { readWire, wireOf } from '../../../schemas/codec/wire.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import { foreignBytes } from '../../fixtures/foreign-avro.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { cast, CRN, DOYLE, incident, PNC, REID } from './events.ts'
import { catalogue, inboxRecord, openInstallation, settled, type Installation } from './harness.ts'

const folder = temporaryFolder()
let installation: Installation
beforeAll(async () => {
  installation = await openInstallation(folder.path)
})
afterAll(async () => {
  await installation.close()
  folder.remove()
})

const known = { ...REID, identifiers: [PNC] }
const good = (name: string): AgencyEvent => incident(name, { subject: known, harmed: [DOYLE] })

/** An event as a client writes it that has arrays in blocks with a negative count and a size, as hamba/avro for Go does. */
async function inBlocks(event: AgencyEvent) {
  const record = await inboxRecord(event)
  const wire = readWire(record.value)
  const type = catalogue.types.get(event.type)?.avro
  if (!wire.ok || type === undefined) throw new Error('No record of an event.')
  const value = wireOf(wire.value.id, foreignBytes(type, type.fromBuffer(wire.value.body), { block: 100, sized: true, longer: 0 }))
  expect(value.equals(record.value)).toBe(false)
  return { ...record, value }
}
const statuses = async (event: AgencyEvent): Promise<readonly string[]> =>
  (await installation.receipts()).filter(({ event_id: id }) => id === event.id).map(({ status }) => status)

describe("an event that its agency's client writes in blocks with their size", () => {
  it('is accepted, and the same event in one block is a repeat', async () => {
    const event = good('blocks')
    await installation.log.append([await inBlocks(event), await inboxRecord(event), await inBlocks(event)])
    await installation.take([])
    expect(await statuses(event)).toEqual(['accepted', 'repeated', 'repeated'])
  })

  it('waits while nobody is known by it, and is in the case that comes later', async () => {
    const { subject, harmed, crn, pnc } = cast(3)
    const waiting = incident('blocks wait', { subject: { identifiers: [crn] } })
    await installation.log.append([await inBlocks(waiting)])
    await installation.take([])
    await installation.take([incident('names him', { subject: { ...subject, identifiers: [crn, pnc] }, harmed: [harmed] })])
    expect((await installation.entries<CaseEventRecord>(CASE_EVENTS)).map(({ index }) => index.event_id)).toContain(waiting.id)
  })
})

describe('the same event, its times written otherwise', () => {
  const first: AgencyEvent = { ...good('times'), time: '2025-03-01T12:00:00.100+01:00' }
  const again = (time: string, recorded: string): AgencyEvent => ({ ...first, time, data: { ...first.data, recorded_at: recorded } })
  const noon = { ...first, data: { ...first.data, recorded_at: '2025-03-01T11:00:00Z' } }

  it.each([
    ['2025-03-01T12:00:00.1+01:00', '2025-03-01T11:00:00.000Z'],
    ['2025-03-01T11:00:00.100Z', '2025-03-01T11:00:00+00:00'],
    ['2025-03-01T11:00:00.100000000+00:00', '2025-03-01T12:00:00+01:00'],
  ])('%s, recorded %s, is a repeat', async (time, recorded) => {
    if ((await statuses(noon)).length === 0) await installation.take([noon])
    const before = (await statuses(noon)).length
    await installation.take([again(time, recorded)])
    expect((await statuses(noon)).slice(before)).toEqual(['repeated'])
  })

  it.each([
    ['2025-03-01T12:00:00.101+01:00', '2025-03-01T11:00:00Z'],
    ['2025-03-01T12:00:00.100+01:00', '2025-03-01T11:00:00.000000001Z'],
  ])('is another one at another moment: %s, recorded %s', async (time, recorded) => {
    await installation.take([again(time, recorded)])
    expect((await statuses(noon)).at(-1)).toBe('rejected')
  })
})

describe('a record with an attribute twice', () => {
  /** The log as Kafka gives it of a record that has these headers twice. */
  const doubling = (log: EventLog, doubled: readonly string[]): EventLog => {
    const twice = (record: LogRecord): LogRecord => (record.topic.startsWith('agency.') ? { ...record, doubled } : record)
    return {
      ...log,
      consume: (options) =>
        log.consume({
          ...options,
          handle: (batches) => options.handle(batches.map((batch) => ({ ...batch, records: batch.records.map(twice) }))),
        }),
    }
  }

  it.each(['specversion', 'id', 'source', 'type', 'time'])('is refused, and told that it is ce_%s', async (name) => {
    const event = incident(`twice ${name}`, { subject: { ...REID, identifiers: [CRN] } })
    const before = (await installation.receipts()).length
    await installation.publish([event])
    const intake = await installation.intake({ log: doubling(installation.log, [`ce_${name}`, 'ce_other']) })
    await settled(installation.log, intake.done)
    await intake.stop()
    const [receipt] = (await installation.receipts()).slice(before)
    expect(receipt).toMatchObject({
      status: 'rejected',
      event_id: name === 'id' ? null : event.id,
      errors: [{ pointer: `/${name}`, code: 'doubled-header' }],
    })
    expect(receipt?.errors[0]?.detail).toContain(`ce_${name}`)
  })

  it('is taken where the header is none of the event', async () => {
    const event = good('twice other')
    await installation.publish([event])
    const intake = await installation.intake({ log: doubling(installation.log, ['ce_note', 'trace']) })
    await settled(installation.log, intake.done)
    await intake.stop()
    expect(await statuses(event)).toEqual(['accepted'])
  })
})
