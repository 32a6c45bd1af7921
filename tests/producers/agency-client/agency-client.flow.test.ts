import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createAgencyClient } from '../../../producers/agency-client/agency-client.ts'
import type { AgencyClientError } from '../../../producers/agency-client/errors.ts'
import type { AgencyClient } from '../../../producers/agency-client/client.ts'
import type { CloudEvent } from '../../../producers/agency-client/cloud-event.ts'
import { AGENCY, madeUpEvent } from './events.ts'
import { startService } from './service.ts'
import type { Service } from './service.ts'

const demo = readFileSync(join(import.meta.dirname, '../../../demo/kestrel.cloudevents.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as CloudEvent)
  .filter(({ source }) => source.startsWith(`/agencies/${AGENCY}/`))

describe('publishing through the agency client', () => {
  let folder = ''
  let service: Service
  let client: AgencyClient
  beforeAll(async () => {
    service = await startService()
    folder = await mkdtemp(join(tmpdir(), 'throughline-client-'))
    client = createAgencyClient({ url: service.url, agency: AGENCY, token: async () => 'token', outbox: join(folder, 'outbox.sqlite') })
  })
  afterAll(async () => {
    await client.close()
    await service.close()
    await rm(folder, { recursive: true, force: true })
  })

  it("takes an agency's events of the demo and delivers them in order", async () => {
    for (const event of demo) expect(await client.publish(event)).toMatchObject({ id: event.id, held: [] })
    await client.drain()
    expect(demo.length).toBeGreaterThan(3)
    expect([...service.accepted]).toEqual(demo.map(({ id }) => id))
  })

  it('rejects an event that would be refused, before it is kept, with everything that is wrong and no value of it', async () => {
    const event = madeUpEvent()
    const details = { ...event.data.details, tactics: ['not-a-code'] }
    const wrong = { ...event, data: { ...event.data, subject: undefined, surprise: 'Darren Holt', details } }
    const publishing = client.publish(wrong as unknown as CloudEvent)
    await expect(publishing).rejects.toMatchObject({ name: 'AgencyClientError', code: 'invalid' })
    const { errors, message } = await publishing.then(
      () => {
        throw new Error('it was taken')
      },
      (error: unknown) => error as AgencyClientError,
    )
    expect(errors.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/data/subject', '/data/surprise', '/data/details/tactics/0']),
    )
    expect(JSON.stringify([errors, message])).not.toMatch(/Holt|not-a-code/)
    expect(client.pending()).toBe(0)
  })

  it("rejects another agency's source", async () => {
    await expect(client.publish({ ...madeUpEvent(), source: '/agencies/somebody-else/records' })).rejects.toMatchObject({
      code: 'invalid',
      errors: [{ pointer: '/source', code: 'wrong-source' }],
    })
  })

  it('rejects what lies in the future, by the publish rules that need no case', async () => {
    const event = madeUpEvent()
    await expect(
      client.publish({ ...event, data: { ...event.data, occurred: { from: '2999-01-01', precision: 'day' } } }),
    ).rejects.toMatchObject({ code: 'invalid', errors: expect.arrayContaining([expect.objectContaining({ code: 'G08' })]) as unknown })
  })

  it('rejects a type that its kind of agency may not publish', async () => {
    const other = createAgencyClient({
      url: service.url,
      agency: AGENCY,
      agencyType: 'em_provider',
      token: async () => 'token',
      outbox: join(folder, 'other.sqlite'),
    })
    await expect(other.publish(madeUpEvent())).rejects.toMatchObject({ code: 'invalid', errors: [{ pointer: '/type', code: 'G02' }] })
    await other.close()
  })

  it('rejects an event of more than 256 kB', async () => {
    const event = madeUpEvent()
    const large = { ...event, data: { ...event.data, details: { ...event.data.details, description: 'long '.repeat(60_000) } } }
    await expect(client.publish(large)).rejects.toMatchObject({ code: 'invalid' })
  })

  it.each([null, 'text', 7, [], {}])('rejects %j', async (event) => {
    await expect(client.publish(event as unknown as CloudEvent)).rejects.toMatchObject({ code: 'invalid' })
  })
})
