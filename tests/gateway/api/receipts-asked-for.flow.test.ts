import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createInboxRecords } from '../../../infra/event-log/inbox-records.ts'
import { inboxTopic, receiptsTopic } from '../../../infra/event-log/topics.ts'
import { createFolderRegistry } from '../../../infra/registry/folder.ts'
import { createRecordCodec } from '../../../infra/registry/record-codec.ts'
import type { AgencyId } from '../../../schemas/ids.ts'
import { loadCatalogue, schemasFolder } from '../../../schemas/index.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import { theFirst } from '../../fixtures/demo-events.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/gateway.ts'
import { agencyNamed } from '../../fixtures/ids.ts'

const POLICE = agencyNamed('norshire-police')
const OTHER = agencyNamed('westmere-police')
const ASKED = '11111111-1111-4111-8111-111111111111'

interface Item {
  readonly receipt: string
  readonly event_id: string
  readonly status: string
  readonly agency_record_ref: string | null
}
interface Page {
  readonly items: readonly Item[]
  readonly next: string | null
  readonly cursor: string
}
interface Entry {
  readonly place: number
  readonly event?: string
  readonly status?: string
  readonly offset?: number
  readonly topic?: string
}

const id = (place: number): string => `00000000-0000-8000-8000-${String(place).padStart(12, '0')}`

describe('receipts that are asked for', () => {
  let gateway: TestGateway
  const registry = createFolderRegistry({ folder: schemasFolder, clock: { now: () => 0 } })
  const codec = createRecordCodec(registry)

  const entries = async (agency: string, all: readonly Entry[]): Promise<void> => {
    const records = await Promise.all(
      all.map(async ({ place, event = id(place), status = 'accepted', offset = 0, topic = inboxTopic(agencyNamed(agency)) }) => ({
        topic: receiptsTopic(agencyNamed(agency)),
        key: null,
        value: (
          await codec.encode('uk.throughline.log.Receipt', {
            receipt: id(place),
            source: `/agencies/${agency}/records`,
            event_id: event,
            type: null,
            status,
            errors: [],
            inbox: { topic, partition: 0, offset },
            at: '2026-01-05T09:00:00.000Z',
          })
        ).wire,
      })),
    )
    await gateway.eventLog.append(records)
  }
  /** Puts events into an agency's inbox; resolves with their offsets. */
  const publish = async (agency: AgencyId, refs: readonly string[]): Promise<readonly number[]> => {
    const good = theFirst(({ agency: by, type }) => by === POLICE && type === 'behaviour.incident-recorded')
    const event = (ref: string): AgencyEvent => ({
      ...good,
      agency,
      source: `/agencies/${agency}/records`,
      data: { ...good.data, agency_record_ref: ref },
    })
    const records = await createInboxRecords({ catalogue: loadCatalogue(), registry })(refs.map(event))
    return (await gateway.eventLog.append(records)).map(({ offset }) => offset)
  }
  const page = async (query: string, as = POLICE): Promise<Page> => {
    const response = await gateway.get(`/v1/receipts?${query}`, as)
    expect(response.status).toBe(200)
    return (await response.json()) as Page
  }
  /** Every item of a list, page by page until there is nothing more. */
  const whole = async (query: string, as = POLICE): Promise<readonly Item[]> => {
    const items: Item[] = []
    for (let next: string | null = ''; next !== null;) {
      const got: Page = await page(next === '' ? query : `${query}&after=${next}`, as)
      items.push(...got.items)
      next = got.next
    }
    return items
  }

  beforeAll(async () => {
    gateway = await startTestGateway()
    const [first = 0, second = 0, foreign = 0] = [...(await publish(POLICE, ['INC/1', 'INC/2'])), ...(await publish(OTHER, ['SECRET/9']))]
    await gateway.eventLog.append([{ topic: inboxTopic(POLICE), key: null, value: Buffer.from('no event'), headers: {} }])
    await entries(POLICE, [
      { place: 1, offset: first },
      { place: 2, event: ASKED, status: 'held', offset: second },
      { place: 3, status: 'rejected', offset: second + 1 },
      { place: 4, offset: foreign, topic: inboxTopic(OTHER) },
      { place: 5, event: ASKED, offset: second },
      { place: 6, offset: 999 },
    ])
    await entries(OTHER, [{ place: 7, event: ASKED, offset: foreign }])
  })
  afterAll(async () => {
    await gateway.close()
  })

  it('name the agency’s own reference of each, out of its own inbox, for as long as it is there', async () => {
    expect((await page('')).items.map(({ agency_record_ref: ref }) => ref)).toEqual(['INC/1', 'INC/2', null, null, 'INC/2', null])
    expect((await page('', OTHER)).items.map(({ agency_record_ref: ref }) => ref)).toEqual(['SECRET/9'])
  })

  it('are those of one event, the newest entry first, and of the agency alone', async () => {
    expect((await page(`event_id=${ASKED}`)).items.map(({ receipt }) => receipt)).toEqual([id(5), id(2)])
    expect((await whole(`event_id=${ASKED}&limit=1`)).map(({ receipt }) => receipt)).toEqual([id(5), id(2)])
    expect((await page(`event_id=${ASKED}`, OTHER)).items.map(({ receipt }) => receipt)).toEqual([id(7)])
    expect(await page(`event_id=${id(77)}`)).toMatchObject({ items: [], next: null })
    expect(await page(`event_id=${ASKED}`, agencyNamed('westmere-fire'))).toMatchObject({ items: [], next: null })
  })

  it('are those of one status, and of both', async () => {
    expect((await page('status=rejected')).items.map(({ receipt }) => receipt)).toEqual([id(3)])
    expect((await whole('status=accepted&limit=1')).map(({ receipt }) => receipt)).toEqual([1, 4, 5, 6].map(id))
    expect((await page(`status=held&event_id=${ASKED}`)).items.map(({ receipt }) => receipt)).toEqual([id(2)])
  })

  it.each([
    ['event_id=', '/query/event_id', 'a UUID in lower case'],
    ['event_id=7', '/query/event_id', 'a UUID in lower case'],
    ['status=', '/query/status', 'One of accepted, repeated, rejected, held.'],
    ['status=lost', '/query/status', 'One of accepted, repeated, rejected, held.'],
  ])('are not those of %s: 400 names what would be right', async (query, pointer, words) => {
    const response = await gateway.get(`/v1/receipts?${query}`, POLICE)
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ errors: [expect.objectContaining({ pointer, detail: expect.stringContaining(words) })] }),
    ])
  })

  it('end with a cursor that can be kept: what comes later comes after it, once, with a filter and without', async () => {
    const last = async (query: string): Promise<string> => {
      for (let got = await page(query); ; got = await page(`${query}&after=${got.next}`)) if (got.next === null) return got.cursor
    }
    const [all, ofOne, none] = [await last('limit=4'), await last(`event_id=${ASKED}`), (await page('', agencyNamed('westmere-gp'))).cursor]
    expect(await page(`after=${all}`)).toEqual({ items: [], next: null, cursor: expect.any(String) })
    await entries(POLICE, [{ place: 8 }, { place: 9, event: ASKED }])
    await entries('westmere-gp', [{ place: 10 }])
    expect((await page(`after=${all}`)).items.map(({ receipt }) => receipt)).toEqual([id(8), id(9)])
    expect((await page(`after=${ofOne}&event_id=${ASKED}`)).items.map(({ receipt }) => receipt)).toEqual([id(9)])
    expect((await page(`after=${none}`, agencyNamed('westmere-gp'))).items.map(({ receipt }) => receipt)).toEqual([id(10)])
    const other = await gateway.get(`/v1/receipts?after=${all}`, OTHER)
    expect(other.status).toBe(404)
  })

  it('are found however far on they are, in pages that each look at so many: no answer takes for ever', async () => {
    await entries(
      'oakfield-gp',
      Array.from({ length: 41_000 }, (_, place) => ({
        place,
        status: place === 40_500 ? 'rejected' : 'accepted',
        event: place === 10 ? ASKED : id(place),
      })),
    )
    const first = await page('status=rejected', agencyNamed('oakfield-gp'))
    expect([first.items, typeof first.next]).toEqual([[], 'string'])
    expect((await whole('status=rejected', agencyNamed('oakfield-gp'))).map(({ receipt }) => receipt)).toEqual([id(40_500)])
    expect((await whole(`event_id=${ASKED}`, agencyNamed('oakfield-gp'))).map(({ receipt }) => receipt)).toEqual([id(10)])
  }, 120_000)
})
