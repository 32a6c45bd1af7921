import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { EventLog } from '../../../infra/event-log/port.ts'
import { inboxTopic, receiptsTopic } from '../../../infra/event-log/topics.ts'
import { createFolderRegistry } from '../../../infra/registry/folder.ts'
import { createRecordCodec } from '../../../infra/registry/record-codec.ts'
import { AgencyClientError } from '../../../producers/agency-client/errors.ts'
import { createHttp } from '../../../producers/agency-client/http.ts'
import { kafkaReceipts } from '../../../producers/agency-client/kafka-receipts.ts'
import { receipts } from '../../../producers/agency-client/receipts.ts'
import { awaitReceipts } from '../../../producers/import/await-receipts.ts'
import type { Settlement } from '../../../producers/import/outcomes.ts'
import { schemasFolder } from '../../../schemas/index.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/gateway.ts'
import { agencyNamed } from '../../fixtures/ids.ts'

const POLICE = agencyNamed('norshire-police')
const id = (place: number): string => `00000000-0000-8000-8000-${String(place).padStart(12, '0')}`
const codec = createRecordCodec(createFolderRegistry({ folder: schemasFolder, clock: { now: () => 0 } }))

interface Page {
  readonly items: readonly { readonly receipt: string }[]
  readonly next: string | null
  readonly cursor: string
}

async function write(log: EventLog, agency: string, places: readonly number[]): Promise<void> {
  await log.append(
    await Promise.all(
      places.map(async (place) => ({
        topic: receiptsTopic(agencyNamed(agency)),
        key: null,
        value: (
          await codec.encode('uk.throughline.log.Receipt', {
            receipt: id(place),
            source: `/agencies/${agency}/records`,
            event_id: id(place),
            type: null,
            status: 'accepted',
            errors: [],
            inbox: { topic: inboxTopic(agencyNamed(agency)), partition: 0, offset: place },
            at: '2026-01-05T09:00:00.000Z',
          })
        ).wire,
      })),
    ),
  )
}

async function pageOf(gateway: TestGateway, query: string, agency = POLICE): Promise<Page> {
  const response = await gateway.get(`/v1/receipts?${query}`, agency)
  expect(response.status).toBe(200)
  return (await response.json()) as Page
}

/** Expects the answer to a cursor whose place is gone. */
async function expectGone(gateway: TestGateway, cursor: string, query = ''): Promise<void> {
  const response = await gateway.get(`/v1/receipts?after=${cursor}${query}`, POLICE)
  expect([response.status, await response.json()]).toEqual([
    410,
    expect.objectContaining({
      code: 'cursor-gone',
      detail: expect.stringContaining('Begin again without a cursor'),
      errors: [expect.objectContaining({ pointer: '/query/after', code: 'cursor-gone' })],
    }),
  ])
}

describe('a cursor of receipts', () => {
  let gateway: TestGateway
  let first: Page
  /** Of one event, the newest first. */
  let ofOne: Page
  let whole: Page
  beforeAll(async () => {
    gateway = await startTestGateway()
    await write(gateway.eventLog, POLICE, [1, 2, 3, 4, 5, 6])
    first = await pageOf(gateway, 'limit=2')
    ofOne = await pageOf(gateway, `event_id=${id(5)}`)
    whole = await pageOf(gateway, 'limit=6')
  })
  afterAll(async () => {
    await gateway.close()
  })

  const trimTo = async (offset: number): Promise<void> => {
    await gateway.eventLog.trim(receiptsTopic(POLICE), 0, offset)
  }
  const start = async (): Promise<number> => (await gateway.eventLog.ranges(receiptsTopic(POLICE)))[0]?.start ?? 0
  const http = () => createHttp({ url: gateway.origin, token: () => gateway.token(POLICE) })
  const { signal } = new AbortController()

  it('goes on as long as all that comes after it is kept, also where what came before it is not', async () => {
    await trimTo((await start()) + 2)
    expect((await pageOf(gateway, `after=${first.cursor}`)).items.map(({ receipt }) => receipt)).toEqual([3, 4, 5, 6].map(id))
  })

  it('whose next receipts retention has deleted is answered 410, with words that say how to begin again, and not with a gap', async () => {
    await trimTo((await start()) + 1)
    await expectGone(gateway, first.cursor)
    await expectGone(gateway, first.cursor, '&status=accepted')
    expect((await pageOf(gateway, '')).items.map(({ receipt }) => receipt)).toEqual([4, 5, 6].map(id))
    expect((await pageOf(gateway, `after=${whole.cursor}`)).items).toEqual([])
  })

  it('is named as gone by the client, over HTTP and over the log, which goes on without one', async () => {
    const records = { read: (subject: string, bytes: Buffer) => codec.read(subject, bytes) } as typeof codec
    const direct = (after?: string) =>
      kafkaReceipts({ agency: POLICE, log: () => Promise.resolve(gateway.eventLog), records }, signal, after)
    const beginning = await start()
    for (const gone of [receipts(http(), signal, first.cursor), direct(String(beginning - 1)), direct(String(beginning + 1_000))]) {
      const error = await gone.next().then(
        () => undefined,
        (reason: unknown) => reason,
      )
      expect(error).toBeInstanceOf(AgencyClientError)
      expect(error).toMatchObject({ code: 'cursor-gone', message: expect.stringContaining('begin again without a cursor') })
    }
    for (const again of [receipts(http(), signal), direct()])
      expect((await again.next()).value?.items.map(({ receipt }) => receipt)).toEqual([4, 5, 6].map(id))
    expect((await direct(String(beginning)).next()).value?.items).toHaveLength(3)
  })

  it('that an import kept from before gives way to the oldest receipts: the import comes to its end, at once', async () => {
    const settled: Settlement[] = []
    let [waiting, told] = [2, 0]
    const outcomes = {
      count: () => ({ waiting }),
      settle: (rows: readonly Settlement[]) => {
        const mine = rows.filter(({ receipt }) => [id(4), id(6)].includes(receipt))
        settled.push(...mine)
        waiting -= mine.length
        return mine.length
      },
    }
    const ended = await awaitReceipts({
      http: http(),
      outcomes,
      after: first.cursor,
      clock: { now: () => 0 },
      onWaiting: () => {
        told += 1
      },
    })
    expect([ended.waiting, settled.map(({ receipt }) => receipt), told]).toEqual([0, [id(4), id(6)], 1])
  })

  it('that the end of an empty list gave waits for the next receipt, after retention has emptied it, too', async () => {
    const end = (await gateway.eventLog.ranges(receiptsTopic(POLICE)))[0]?.end ?? 0
    await trimTo(end)
    const empty = await pageOf(gateway, '')
    expect(empty).toMatchObject({ items: [], next: null })
    await write(gateway.eventLog, POLICE, [7])
    for (const { cursor } of [empty, whole])
      expect((await pageOf(gateway, `after=${cursor}`)).items.map(({ receipt }) => receipt)).toEqual([id(7)])
    await trimTo(end + 1)
    await expectGone(gateway, ofOne.cursor)
  })
})

describe('a cursor from before a restore', () => {
  const secrets = (name: string): Buffer => Buffer.alloc(32, name)
  let kept: Readonly<Record<string, string>> = {}
  beforeAll(async () => {
    const before = await startTestGateway({ secrets })
    await write(before.eventLog, POLICE, [1, 2, 3, 4])
    kept = {
      forwards: (await pageOf(before, 'limit=3')).cursor,
      ofOne: (await pageOf(before, `event_id=${id(4)}`)).cursor,
    }
    await before.close()
  })

  it.each([
    ['ends before it', [1, 2]],
    ['has grown past it again, with other receipts', [1, 2, 13, 14, 15]],
  ])('is answered 410 where the restored log %s', async (_name, places) => {
    const restored = await startTestGateway({ secrets })
    try {
      await new Promise((resolve) => setTimeout(resolve, 5))
      await write(restored.eventLog, POLICE, places)
      for (const cursor of Object.values(kept)) await expectGone(restored, cursor)
      await expectGone(restored, kept.ofOne ?? '', `&event_id=${id(4)}`)
    } finally {
      await restored.close()
    }
  })
})
