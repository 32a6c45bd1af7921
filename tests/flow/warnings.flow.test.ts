import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { createAgencyClient } from '../../producers/agency-client/agency-client.ts'
import type { CloudEvent } from '../../producers/agency-client/cloud-event.ts'
import type { Receipt } from '../../producers/agency-client/receipts.ts'
import { goodEvent, json, POLICE, withDetails } from './bad-input/make.ts'
import { BATCH, SINGLE, startRunning, type Running } from './running.ts'

const PATIENCE_MS = 10_000
const VOLATILE = { pointer: '/data/details/description', code: 'W01', rule: 'L07', detail: 'Describe his pattern (language rule L07).' }
const inList = (place: number) => ({ ...VOLATILE, pointer: `/${String(place)}${VOLATILE.pointer}` })
const warned = (name: string) => withDetails(goodEvent(name), { description: 'Crew noted a volatile relationship.' })

describe('a warning', () => {
  const folder = temporaryFolder()
  let running: Running
  beforeAll(async () => {
    running = await startRunning({ at: Date.parse('2025-06-01T12:00:00Z') })
  }, 120_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
    folder.remove()
  })

  it('comes with the result of the event that it is about, and stands in its way in nothing', async () => {
    const events = [goodEvent('plain'), warned('warned')]
    const checked = await running.ask('/v1/events/check', { as: POLICE, type: BATCH, body: json(events) })
    expect(checked.json).toMatchObject({ results: [{ status: 'accepted' }, { status: 'accepted', warnings: [inList(1)] }] })
    const sent = await running.ask('/v1/events', { as: POLICE, type: BATCH, body: json(events) })
    expect(sent.status).toBe(202)
    const { results } = sent.json as { readonly results: readonly { readonly receipt: string; readonly warnings?: unknown }[] }
    expect(results.map(({ warnings }) => warnings)).toEqual([undefined, [inList(1)]])
    const receipts = await Promise.all(results.map(({ receipt }) => running.receipt(POLICE, receipt)))
    expect(receipts).toMatchObject([
      { status: 'accepted', errors: [], warnings: [] },
      { status: 'accepted', errors: [], warnings: [VOLATILE] },
    ])
  })

  it('says by what an event is not found, from the event alone: the same before and after the man is known', async () => {
    const plain = goodEvent('found by little') as unknown as { data: { subject: object; harmed: readonly object[] } }
    const {
      subject,
      harmed: [her],
    } = plain.data
    const little = (name: string) => ({
      ...goodEvent(name),
      data: {
        ...plain.data,
        subject: { ...subject, given_name: 'N/K', identifiers: [{ scheme: 'CRN', value: '418823' }] },
        harmed: [{ ...her, birth_date: null }],
      },
    })
    const told = [
      'W11 /data/subject/identifiers/0/value',
      'W12 /data/subject/given_name',
      'W13 /data/harmed/0/birth_date',
      'W14 /data/subject',
    ]
    const send = async (name: string): Promise<readonly string[]> => {
      const {
        results: [sent],
      } = (await running.ask('/v1/events', { as: POLICE, type: BATCH, body: json([little(name)]) })).json as {
        readonly results: readonly { readonly receipt: string }[]
      }
      const { status, warnings } = (await running.receipt(POLICE, sent?.receipt ?? '')) as unknown as {
        readonly status: string
        readonly warnings: readonly { readonly code: string; readonly pointer: string }[]
      }
      return [status, ...warnings.map(({ code, pointer }) => `${code} ${pointer}`)]
    }
    const before = await send('little, before')
    await running.ask('/v1/events', {
      as: POLICE,
      type: BATCH,
      body: json([{ ...plain, data: { ...plain.data, subject: { ...subject, identifiers: [{ scheme: 'CRN', value: 'X418823' }] } } }]),
    })
    expect([before, await send('little, after')]).toEqual([
      ['accepted', ...told],
      ['accepted', ...told],
    ])
  })

  it('names its language rule where a refusal does, too', async () => {
    const blamed = withDetails(goodEvent('blamed'), { description: 'She provoked him.' })
    const answer = await running.ask('/v1/events', { as: POLICE, type: SINGLE, body: json(blamed) })
    expect(answer.status).toBe(422)
    expect(answer.json).toMatchObject({ errors: [{ pointer: '/data/details/description', code: 'G21', rule: 'L05' }] })
  })

  it('is told by the client, when it keeps the event and in the receipt', async () => {
    const client = createAgencyClient({
      url: running.service.origin,
      agency: POLICE,
      token: () => running.token(POLICE),
      outbox: `${folder.path}/outbox.sqlite`,
    })
    try {
      const event = warned('by the client')
      expect(await client.publish(event as unknown as CloudEvent)).toEqual({ id: event.id, held: [], warnings: [VOLATILE] })
      await client.drain()
      let mine: Receipt | undefined
      for (const until = performance.now() + PATIENCE_MS; mine === undefined && performance.now() < until; await delay(20))
        for await (const { items } of client.receipts()) mine ??= items.find(({ id }) => id === event.id)
      expect(mine).toMatchObject({ status: 'accepted', warnings: [VOLATILE] })
    } finally {
      await client.close()
    }
  })
})
