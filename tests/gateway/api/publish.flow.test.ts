import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestGateway, type TestGateway } from '../../fixtures/gateway.ts'
import { theFirst } from '../../fixtures/demo-events.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import { inboxTopic } from '../../../infra/event-log/topics.ts'
import { agencyNamed } from '../../fixtures/ids.ts'

const SINGLE = 'application/cloudevents+json'
const BATCH = 'application/cloudevents-batch+json'
const STREAM = 'application/x-ndjson'
const POLICE = agencyNamed('norshire-police')

interface Result {
  id: string | null
  status: string
  receipt?: string
  errors?: { pointer: string; code: string }[]
}
interface Answer {
  code?: string
  errors?: { pointer: string; code: string }[]
  results?: Result[]
}

const wire = ({ id, source, type, time, data }: AgencyEvent): Record<string, unknown> => ({
  specversion: '1.0',
  id,
  source,
  type,
  time,
  datacontenttype: 'application/json',
  data,
})
const good = wire(theFirst(({ agency, type }) => agency === POLICE && type === 'behaviour.incident-recorded'))
const data = good.data as Record<string, unknown>
const details = data.details as Record<string, unknown>
const withDetails = (change: Record<string, unknown>): Record<string, unknown> => ({
  ...good,
  data: { ...data, details: { ...details, ...change } },
})
const numbered = (place: number): Record<string, unknown> => ({ ...good, id: `d815cd4a-24ee-49ce-a7c0-${String(place).padStart(12, '0')}` })
const MARK = 'Planted-Marker-Value'

describe('publishing over HTTP', () => {
  let gateway: TestGateway
  let failing = false
  const logged: string[] = []

  beforeAll(async () => {
    gateway = await startTestGateway({
      wrapLog: (log) => ({
        ...log,
        append: async (records) => {
          if (failing) throw new Error('disk')
          return log.append(records)
        },
      }),
      log: {
        info: () => undefined,
        warn: (fields, message) => {
          logged.push(JSON.stringify(fields) + message)
        },
        fatal: () => undefined,
        error: (fields, message) => {
          logged.push(JSON.stringify(fields) + message)
        },
      },
    })
  })
  afterAll(async () => {
    await gateway.close()
  })

  const kept = async (): Promise<number> => (await gateway.eventLog.ranges(inboxTopic(POLICE)))[0]?.end ?? 0
  const send = async (
    type: string,
    body: string | Uint8Array,
    as: string | undefined = POLICE,
    headers = {},
  ): Promise<{ status: number; body: Answer; text: string; headers: Headers }> => {
    const response = await gateway.post('/v1/events', as, type, body, headers)
    const text = await response.text()
    return { status: response.status, text, body: JSON.parse(text) as Answer, headers: response.headers }
  }

  const json = JSON.stringify
  const table: readonly (readonly [string, string, () => string | Uint8Array, number, string, string | undefined])[] = [
    ['not JSON', SINGLE, () => '{"id":', 400, 'not-json', ''],
    ['not UTF-8', SINGLE, () => new Uint8Array([0x22, 0xff, 0x22]), 400, 'not-json', ''],
    ['duplicate keys', SINGLE, () => json(good).replace('{', `{"id":"${MARK}",`), 400, 'duplicate-key', undefined],
    ['deep nesting', SINGLE, () => `${'['.repeat(40)}${']'.repeat(40)}`, 400, 'too-deep', undefined],
    ['a key that reaches a prototype', SINGLE, () => json(good).replace('{', '{"__proto__":{"a":1},'), 400, 'reserved-key', undefined],
    [
      'a lone surrogate',
      SINGLE,
      () => json(good).replace('"specversion"', String.raw`"note":"\ud800","specversion"`),
      400,
      'lone-surrogate',
      undefined,
    ],
    ['an unknown type', SINGLE, () => json({ ...good, type: `behaviour.${MARK.toLowerCase()}` }), 422, 'G01', '/type'],
    ['a missing field', SINGLE, () => json(withDetails({ incident_type: undefined })), 422, 'G03', '/data/details/incident_type'],
    ['a wrong field', SINGLE, () => json(withDetails({ tactics: 3 })), 422, 'wrong-type', '/data/details/tactics'],
    ['an extra field', SINGLE, () => json(withDetails({ surprise: MARK })), 422, 'G04', '/data/details/surprise'],
    ['a code that is not on its list', SINGLE, () => json(withDetails({ incident_type: MARK })), 422, 'G05', '/data/details/incident_type'],
    [
      'a date in the future',
      SINGLE,
      () => json({ ...good, data: { ...data, occurred: { from: '2199-01-01', precision: 'day' } } }),
      422,
      'G08',
      undefined,
    ],
    ['an array for a single event', SINGLE, () => json([good]), 422, 'wrong-type', ''],
    ['an object for a batch', BATCH, () => json(good), 422, 'wrong-type', ''],
  ]
  it.each(table)('says what is wrong with %s, keeps nothing, and says no value back', async (_name, type, body, status, code, pointer) => {
    const before = await kept()
    const answer = await send(type, body())
    expect({ status: answer.status, code: answer.body.errors?.[0]?.code }).toEqual({ status, code })
    if (pointer !== undefined) expect(answer.body.errors?.[0]?.pointer).toBe(pointer)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(answer.text).not.toContain(MARK)
    expect(logged.join('\n')).not.toContain(MARK)
    expect(await kept()).toBe(before)
    expect((await send(SINGLE, json(good))).status).toBe(202)
  })

  it.each([
    ['a wrong content type', 'application/json', json(good), {}, 415],
    ['text', 'text/plain', json(good), {}, 415],
    ['another charset', `${SINGLE}; charset=latin1`, json(good), {}, 415],
    ['a compressed body', SINGLE, gzipSync(json(good)), { 'content-encoding': 'gzip' }, 415],
    ['an event over 256 kB', SINGLE, json(withDetails({ description: 'x'.repeat(300_000) })), {}, 413],
    ['a batch over 2 MB', BATCH, json([good, { pad: 'x'.repeat(2_200_000) }]), {}, 413],
    ['a batch with an event over 256 kB', BATCH, json([good, withDetails({ description: 'x'.repeat(300_000) })]), {}, 413],
    ['a batch of 1,001', BATCH, json(Array.from({ length: 1001 }, () => 1)), {}, 413],
  ] as const)('refuses %s', async (_name, type, body, headers, status) => {
    const before = await kept()
    expect((await send(type, body, POLICE, headers)).status).toBe(status)
    expect(await kept()).toBe(before)
  })

  it('takes UTF-8 as a named charset', async () => {
    expect((await send(`${SINGLE}; charset=UTF-8`, json(good))).status).toBe(202)
  })

  it.each([
    [SINGLE, json(good)],
    [BATCH, json([good, numbered(1)])],
    [STREAM, `${json(good)}\r\n${json(numbered(1))}\r\n`],
  ])('takes a byte order mark before the rest (%s)', async (type, body) => {
    const answer = await send(type, `\ufeff${body}`)
    expect([answer.status, new Set(answer.body.results?.map(({ status }) => status))]).toEqual([202, new Set(['received'])])
  })

  it.each([SINGLE, BATCH, STREAM])('refuses another agency’s source as a whole (%s)', async (type) => {
    const before = await kept()
    const foreign = { ...good, source: '/agencies/westmere-police/records', type: 'nothing' }
    const body = type === SINGLE ? json(foreign) : type === BATCH ? json([good, foreign]) : `${json(good)}\n${json(foreign)}\n`
    const answer = await send(type, body)
    expect(answer.status).toBe(403)
    expect(answer.body.errors?.[0]).toMatchObject({ code: 'wrong-source', pointer: type === SINGLE ? '/source' : '/1/source' })
    expect(await kept()).toBe(before)
  })

  it('needs a valid token of an agency', async () => {
    const none = await gateway.post('/v1/events', undefined, SINGLE, json(good))
    expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="throughline"'])
    const expired = await fetch(`${gateway.origin}/v1/events`, {
      method: 'POST',
      body: json(good),
      headers: { 'content-type': SINGLE, authorization: `Bearer ${await gateway.token(POLICE, -10)}` },
    })
    expect(expired.status).toBe(401)
    expect((await send(SINGLE, json(good), 'norshire-coordinator')).status).toBe(403)
  })

  it('gives a result per event of a batch, and keeps the good ones in one append', async () => {
    const before = await kept()
    const answer = await send(BATCH, json([numbered(1), { ...numbered(2), type: 'no.such-type' }, numbered(3)]))
    expect(answer.status).toBe(202)
    expect(answer.body.results?.map(({ status }) => status)).toEqual(['received', 'rejected', 'received'])
    expect(answer.body.results?.[1]?.errors?.[0]).toMatchObject({ code: 'G01', pointer: '/1/type' })
    expect(answer.body.results?.[0]?.receipt).toMatch(/^[0-9a-f-]{36}$/)
    expect(await kept()).toBe(before + 2)
    const none = await send(BATCH, json([{ ...good, type: 'no.such-type' }]))
    expect([none.status, none.body.results?.[0]?.status]).toEqual([422, 'rejected'])
  })

  it('takes a stream line by line, with a result for each, whatever a line is', async () => {
    const lines = [
      ...Array.from({ length: 1200 }, (_, place) => json(numbered(place))),
      'not json',
      `"${'x'.repeat(300_000)}"`,
      json(numbered(9999)),
    ]
    const answer = await send(STREAM, `${lines.join('\r\n')}\n\n`)
    expect(answer.status).toBe(202)
    expect(answer.body.results).toHaveLength(1203)
    expect(answer.body.results?.slice(1200).map(({ status, errors }) => errors?.[0]?.code ?? status)).toEqual([
      'not-json',
      'too-large',
      'received',
    ])
    expect(answer.body.results?.[1200]?.errors?.[0]?.pointer).toBe('/1200')
  })

  it('checks with the same verdicts and keeps nothing', async () => {
    const before = await kept()
    const response = await gateway.post('/v1/events/check', POLICE, BATCH, json([numbered(1), { ...numbered(2), type: 'no.such-type' }]))
    expect(response.status).toBe(200)
    expect(((await response.json()) as Answer).results?.map(({ status }) => status)).toEqual(['accepted', 'rejected'])
    const single = await gateway.post('/v1/events/check', POLICE, SINGLE, json({ ...good, type: 'no.such-type' }))
    expect(((await single.json()) as Answer).results?.[0]?.errors?.[0]).toMatchObject({ code: 'G01', pointer: '/type' })
    expect(await kept()).toBe(before)
  })

  it('answers 503 with Retry-After, and not 202, when the log fails', async () => {
    failing = true
    const answer = await send(SINGLE, json(good))
    failing = false
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
  })
})

describe('a credential that asks too often', () => {
  it('hears 429 with Retry-After, and others are served', async () => {
    const gateway = await startTestGateway({ rateLimit: { perSecond: 0.001, burst: 2 } })
    try {
      const statuses = []
      for (let count = 0; count < 3; count += 1) statuses.push(await gateway.get('/v1/receipts', POLICE))
      expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429])
      expect(Number(statuses[2]?.headers.get('retry-after'))).toBeGreaterThan(0)
      expect((await gateway.get('/v1/receipts', 'westmere-police')).status).toBe(200)
    } finally {
      await gateway.close()
    }
  })
})

describe('a credential that sends too many events', () => {
  it('hears 429 with Retry-After for the batch that is too much, of which nothing is kept, while others send theirs', async () => {
    const gateway = await startTestGateway({ eventLimit: { perSecond: 0.5, burst: 5 } })
    try {
      const events = [1, 2, 3].map((place) => JSON.stringify(numbered(place)))
      const send = (type: string, body: string, as = POLICE, path = '/v1/events') => gateway.post(path, as, type, body)
      const end = async (): Promise<number> => (await gateway.eventLog.ranges(inboxTopic(POLICE)))[0]?.end ?? 0
      expect((await send(BATCH, `[${events.join()}]`)).status).toBe(202)
      const tooMuch = await send(BATCH, `[${events.join()}]`)
      expect([tooMuch.status, ((await tooMuch.json()) as Answer).code, await end()]).toEqual([429, 'too-many-events', 3])
      expect(Number(tooMuch.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
      // What is only checked costs as much, and counts as much.
      expect((await send(BATCH, `[${events.slice(1).join()}]`, POLICE, '/v1/events/check')).status).toBe(200)
      expect((await send(SINGLE, events[0] ?? '')).status).toBe(429)
      expect(
        (await send(SINGLE, JSON.stringify({ ...good, source: '/agencies/westmere-police/records' }), agencyNamed('westmere-police')))
          .status,
      ).toBe(202)
    } finally {
      await gateway.close()
    }
  })
})
