import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createRecordCodec } from '../../../infra/registry/record-codec.ts'
import { createFolderRegistry } from '../../../infra/registry/folder.ts'
import { inboxTopic, receiptsTopic } from '../../../infra/event-log/topics.ts'
import { schemasFolder } from '../../../schemas/index.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/gateway.ts'
import { agencyNamed } from '../../fixtures/ids.ts'

const POLICE = agencyNamed('norshire-police')
const id = (place: number): string => `00000000-0000-8000-8000-${String(place).padStart(12, '0')}`

describe('receipts', () => {
  let gateway: TestGateway

  beforeAll(async () => {
    gateway = await startTestGateway()
    const codec = createRecordCodec(createFolderRegistry({ folder: schemasFolder, clock: { now: () => 0 } }))
    await gateway.eventLog.append([{ topic: inboxTopic(POLICE), key: null, value: Buffer.from('held'), headers: { ce_id: 'x' } }])
    for (const place of [1, 2, 3]) {
      await gateway.eventLog.append([
        {
          topic: receiptsTopic(POLICE),
          key: null,
          value: (
            await codec.encode('uk.throughline.log.Receipt', {
              receipt: id(place),
              source: `/agencies/${POLICE}/records`,
              event_id: id(place),
              type: null,
              status: place === 2 ? 'held' : 'accepted',
              errors: [],
              inbox: {
                topic: inboxTopic(POLICE),
                partition: 0,
                offset: (await gateway.eventLog.ranges(inboxTopic(POLICE)))[0]?.start ?? 0,
              },
              at: '2026-01-05T09:00:00.000Z',
            })
          ).wire,
        },
      ])
    }
  })
  afterAll(async () => {
    await gateway.close()
  })

  it('come to their agency alone, page by page, and the last cursor waits for more', async () => {
    const page = async (query: string, as = POLICE) =>
      (await gateway.get(`/v1/receipts?limit=2${query}`, as)).json() as Promise<{ items: { receipt: string }[]; next: string | null }>
    const first = await page('')
    const second = await page(`&after=${first.next ?? ''}`)
    expect([...first.items, ...second.items].map(({ receipt }) => receipt)).toEqual([1, 2, 3].map(id))
    expect(await page(`&after=${second.next ?? ''}`)).toEqual({ items: [], next: null, cursor: expect.any(String) })
    expect((await page('', agencyNamed('westmere-police'))).items).toEqual([])
    expect((await gateway.get(`/v1/receipts?after=${first.next ?? ''}`, 'westmere-police')).status).toBe(404)
  })

  it('let a held event be confirmed by its sender, and nothing else', async () => {
    const confirm = (place: number, as = POLICE) => gateway.post(`/v1/receipts/${id(place)}/confirm`, as, 'application/json', '')
    expect([(await confirm(1)).status, (await confirm(9)).status, (await confirm(2, agencyNamed('westmere-police'))).status]).toEqual([
      409, 404, 404,
    ])
    const answer = await confirm(2)
    expect(answer.status).toBe(202)
    const [, again] = await gateway.eventLog.read(inboxTopic(POLICE), 0, 0, 10)
    expect([again?.value.toString(), again?.headers]).toEqual(['held', { ce_id: 'x', 'throughline-confirmed': 'true' }])
  })
})
