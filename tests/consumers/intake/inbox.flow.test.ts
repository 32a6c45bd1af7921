import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { CaseEventRecord } from '../../../core/case/index-part.ts'
import { receiptId } from '../../../core/publish/receipt-id.ts'
import { CASE_EVENTS, inboxTopic } from '../../../infra/event-log/topics.ts'
import type { NewRecord } from '../../../infra/event-log/port.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { CRN, DOYLE, incident, PNC, REID, retraction } from './events.ts'
import { inboxRecord, openInstallation, type Installation } from './harness.ts'

const folder = temporaryFolder()
let installation: Installation
beforeAll(async () => {
  installation = await openInstallation(folder.path)
})
afterAll(async () => {
  await installation.close()
  folder.remove()
})

/** Appends records as they are, then a good event; returns the receipts of both, in order. */
async function receiptsOf(records: readonly NewRecord[]) {
  const appended = await installation.log.append(records)
  await installation.take([])
  const receipts = await installation.receipts()
  return appended.map(({ topic, partition, offset }) => receipts.find(({ receipt }) => receipt === receiptId({ topic, partition, offset })))
}

const known = { ...REID, identifiers: [PNC] }
const good = (name: string) => incident(name, { subject: known, harmed: [DOYLE] })
const changed = async (name: string, change: Partial<NewRecord>): Promise<NewRecord> => ({ ...(await inboxRecord(good(name))), ...change })
const headersOf = async (name: string, headers: Readonly<Record<string, string>>): Promise<NewRecord> => {
  const record = await inboxRecord(good(name))
  return { ...record, headers: { ...record.headers, ...headers } }
}
const valueOf = async (name: string): Promise<Buffer> => (await inboxRecord(good(name))).value
const wireId = (id: number, body: readonly number[]): Buffer => {
  const bytes = Buffer.from([0, 0, 0, 0, 0, ...body])
  bytes.writeInt32BE(id, 1)
  return bytes
}
const ownRecord = async (): Promise<Buffer> => wireId(await installation.registry.idOf('uk.throughline.log.LinkEpoch'), [2, 0, 0])
const withDetails = (name: string, details: Readonly<Record<string, unknown>>) =>
  incident(name, { subject: known, details: { ...good('x').data.details, ...details } })
const future = incident('future', { data: { occurred: { from: '2999-01-01', precision: 'day' } } })

describe('an inbox record that is no good event', () => {
  it.each<[string, string, string, () => Promise<NewRecord>]>([
    ['empty', '', 'not-confluent', () => changed('empty', { value: Buffer.alloc(0) })],
    ['not in wire format', '', 'not-confluent', () => changed('json', { value: Buffer.from('{"subject": "Darren"}') })],
    ['of an unknown schema', '', 'unknown-schema', () => changed('unknown', { value: wireId(999_999, []) })],
    ['of a record that no agency sends', '', 'unknown-schema', async () => changed('record', { value: await ownRecord() })],
    ['truncated', '', 'truncated', async () => changed('truncated', { value: (await valueOf('t')).subarray(0, -3) })],
    [
      'followed by other bytes',
      '',
      'trailing-bytes',
      async () => changed('trailing', { value: Buffer.concat([await valueOf('t'), Buffer.of(1)]) }),
    ],
    ['of another type than it says', '/type', 'wrong-type', () => headersOf('type', { ce_type: 'bail.decided' })],
    ['of a type that is none', '/type', 'G01', () => headersOf('none', { ce_type: 'toString' })],
    ['of another agency', '/source', 'wrong-source', () => headersOf('foreign', { ce_source: '/agencies/norshire-police/records' })],
    ['without a UUID', '/id', 'wrong-format', () => headersOf('id', { ce_id: 'not-a-uuid' })],
    ['with a time of no zone', '/time', 'wrong-format', () => headersOf('time', { ce_time: '2024-01-01T00:00:00' })],
    [
      'with a code that is on no list',
      '/data/details/tactics/0',
      'G05',
      () => inboxRecord(withDetails('code', { tactics: ['mutual.violence'] })),
    ],
    ['that happens in the future', '/data/occurred/from', 'G08', () => inboxRecord(future)],
  ])('%s is refused with the field and the code, and the next is taken', async (name, pointer, code, record) => {
    const [refused, accepted] = await receiptsOf([await record(), await inboxRecord(good(`after ${name}`))])
    expect(refused?.status).toBe('rejected')
    expect(refused?.errors.map((error) => [error.pointer, error.code])).toContainEqual([pointer, code])
    expect(JSON.stringify(refused?.errors)).not.toMatch(/Darren|mutual|not-a-uuid|2999/)
    expect(accepted?.status).toBe('accepted')
  })

  it('is refused with what its headers say, as far as there are any', async () => {
    const [bare, long] = await receiptsOf([
      { topic: inboxTopic(agencyNamed('westmere-police')), key: null, value: Buffer.from([9]) },
      await headersOf('long', { ce_id: 'x'.repeat(5_000) }),
    ])
    expect(bare).toMatchObject({ source: null, event_id: null, type: null, status: 'rejected' })
    expect(long).toMatchObject({ event_id: null, source: '/agencies/westmere-police/records', status: 'rejected' })
  })

  it('is refused from an agency that is not registered, and the others are taken', async () => {
    await installation.log.createTopic(inboxTopic(agencyNamed('nobody')), { partitions: 1 })
    const event = incident('nobody', { agency: 'nobody', subject: known })
    const { topic, partition, offset } = (await installation.publish([event]))[0] ?? { topic: '', partition: 0, offset: 0 }
    const [accepted] = await receiptsOf([await inboxRecord(good('somebody'))])
    expect(accepted?.status).toBe('accepted')
    const [receipt] = await installation.entries<{ receipt: string; status: string; errors: readonly { code: string }[] }>(
      'agency.nobody.receipts',
    )
    expect(receipt).toMatchObject({ receipt: receiptId({ topic, partition, offset }), status: 'rejected', errors: [{ code: 'G02' }] })
  })
})

describe('an event with what looks like an address in its words', () => {
  const telling = withDetails('telling', { description: 'He waited at 12 Orchard Street until she left.' })
  const confirming = { 'throughline-confirmed': 'true' }

  it('is held until its sender confirms it, and then taken once', async () => {
    const [held] = await receiptsOf([await inboxRecord(telling)])
    expect(held).toMatchObject({ status: 'held', errors: [{ pointer: '/data/details/description', code: 'held' }] })
    const [confirmed, again, unconfirmed] = await receiptsOf([
      await inboxRecord(telling, confirming),
      await inboxRecord(telling, confirming),
      await inboxRecord(telling),
    ])
    expect([confirmed?.status, again?.status, unconfirmed?.status]).toEqual(['accepted', 'repeated', 'repeated'])
    expect((await installation.entries<CaseEventRecord>(CASE_EVENTS)).filter(({ index }) => index.event_id === telling.id)).toHaveLength(1)
  })
})

describe('an event that an agency has sent before', () => {
  it('is a repeat with the same content and refused with other content, within a batch and later', async () => {
    const first = good('same id')
    const other = { ...first, data: { ...first.data, details: { ...first.data.details, incident_type: 'crime' } } }
    const send = async () => {
      const receipts = await receiptsOf([await inboxRecord(first), await inboxRecord(first), await inboxRecord(other)])
      return receipts.map((receipt) => [receipt?.status, receipt?.errors[0]?.code])
    }
    expect(await send()).toEqual([
      ['accepted', undefined],
      ['repeated', undefined],
      ['rejected', 'G09'],
    ])
    expect(await send()).toEqual([
      ['repeated', undefined],
      ['repeated', undefined],
      ['rejected', 'G09'],
    ])
  })
})

describe('a retraction', () => {
  it('of an own event is taken, also of one that waits', async () => {
    const waiting = incident('waiting', { subject: { ...REID, identifiers: [CRN] } })
    const receipts = await receiptsOf([
      await inboxRecord(good('to retract')),
      await inboxRecord(retraction('retracts', good('to retract').id, { subject: known })),
      await inboxRecord(waiting),
      await inboxRecord(retraction('retracts waiting', waiting.id, { subject: known })),
    ])
    expect(receipts.map((receipt) => receipt?.status)).toEqual(['accepted', 'accepted', 'accepted', 'accepted'])
  })

  it("of another agency's event and of no event get the same receipt", async () => {
    const theirs = incident('theirs', { agency: 'westmere-fire', subject: known })
    const [, foreign, absent] = await receiptsOf([
      await inboxRecord(theirs),
      await inboxRecord(retraction('foreign', theirs.id, { subject: known })),
      await inboxRecord(retraction('absent', uuidOf('no event'), { subject: known })),
    ])
    expect(foreign).toMatchObject({ status: 'rejected', errors: [{ pointer: '/data/details/target_event', code: 'G10' }] })
    expect(foreign?.errors).toEqual(absent?.errors)
  })
})
