import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { PROBLEMS, type ProblemCode } from '../../../gateway/api/problem.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'
import { isUuid } from '../../../schemas/codec/formats.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import { fixtureClock } from '../../fixtures/clock.ts'
import { theFirst } from '../../fixtures/demo-events.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/gateway.ts'

const SINGLE = 'application/cloudevents+json'
const BATCH = 'application/cloudevents-batch+json'
const STREAM = 'application/x-ndjson'
const POLICE = 'norshire-police'
const READER = 'norshire-coordinator'
const OWN = '7f1c5d0e-3a52-4b8e-9d63-0a2b4c6d8e10'

interface Problem {
  readonly type: string
  readonly code: string
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly accepts?: readonly string[]
  readonly results?: readonly { readonly status: string; readonly receipt?: string }[]
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
const numbered = (place: number): Record<string, unknown> => ({ ...good, id: `d815cd4a-24ee-49ce-a7c0-${String(place).padStart(12, '0')}` })
const json = JSON.stringify

/** What comes back for bytes that are sent as they are, headers and all. */
async function raw(origin: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  socket.end(bytes)
  return text(socket)
}

describe('an answer', () => {
  let gateway: TestGateway
  const logged: string[] = []
  const quiet = createLog('silent')
  let now = fixtureClock().now()

  beforeAll(async () => {
    gateway = await startTestGateway({
      clock: { now: () => now },
      rateLimit: { perSecond: 10, burst: 50 },
      eventLimit: { perSecond: 100, burst: 20_000 },
      publicLimit: { perSecond: 20, burst: 400 },
      wrapLog: (log) => ({
        ...log,
        append: async (records) => {
          if (failing) throw new Error('disk')
          return log.append(records)
        },
      }),
      log: {
        ...quiet,
        error: (fields) => {
          logged.push(json(fields))
        },
      },
    })
  })
  let failing = false
  afterAll(async () => {
    await gateway.close()
  })
  /** Every bucket is full again. */
  const later = (): void => {
    now += 3_600_000
  }
  const problem = async (response: Response): Promise<Problem> => (await response.json()) as Problem
  const ask = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${gateway.origin}${path}`, { headers, redirect: 'manual' })

  describe('has the id of its request', () => {
    it.each([
      ['a document', '/openapi.json', {}],
      ['a page', '/catalogue', { accept: 'text/html' }],
      ['what is not there', '/nothing', {}],
      ['an error page', '/nothing', { accept: 'text/html' }],
      ['a style sheet', '/assets/throughline.css', {}],
      ['no token', '/v1/receipts', {}],
      ['a redirect to sign-in', '/cases', {}],
      ['the sign-in', '/oidc/.well-known/openid-configuration', {}],
      ['an error of the sign-in', '/oidc/auth?client_id=nobody', {}],
      ['what the sign-in does not have', '/oidc/nothing', {}],
      ['a stream that is refused', '/v1/cases/none/timeline/stream', { accept: 'text/event-stream' }],
    ])('that is new each time: %s', async (_name, path, headers) => {
      const ids = [await ask(path, headers), await ask(path, headers)].map((response) => response.headers.get('x-request-id') ?? '')
      expect(ids.map(isUuid)).toEqual([true, true])
      expect(ids[0]).not.toBe(ids[1])
    })

    it('that who asks gave it, where that is a UUID in lower case, and nothing else', async () => {
      const given = async (id: string): Promise<string | null> =>
        (await ask('/nothing', { 'x-request-id': id })).headers.get('x-request-id')
      expect(await given(OWN)).toBe(OWN)
      for (const other of ['Planted-Marker', OWN.toUpperCase(), `${OWN}, ${OWN}`, '1']) {
        const id = (await given(other)) ?? ''
        expect([isUuid(id), id]).not.toEqual([true, other])
        expect(isUuid(id)).toBe(true)
      }
    })

    it.each([
      ['more headers than it reads', `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'header-too-large'],
      ['no HTTP', 'nonsense\r\n\r\n', 400, 'invalid-request'],
    ] as const)('and is a problem, also to %s', async (_name, bytes, status, code) => {
      const [head = '', body = ''] = (await raw(gateway.origin, bytes)).split('\r\n\r\n')
      expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${String(status)} `))
      expect(isUuid(/^x-request-id: (.*)$/im.exec(head)?.[1] ?? '')).toBe(true)
      expect(JSON.parse(body)).toMatchObject({ type: `/problems/${code}`, status, code })
    })

    it.each([
      ['two hosts', 'Host: x\r\nHost: y\r\n', 400],
      ['no host', '', 400],
      ['an expectation that nobody knows', 'Host: x\r\nExpect: miracles\r\n', 200],
    ])('also with %s', async (_name, headers, status) => {
      const answer = await raw(gateway.origin, `GET /livez HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`)
      expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${String(status)} `))
      expect(answer).toMatch(/\r\nx-request-id: [0-9a-f-]{36}\r\n/i)
    })

    it('which the log has beside a failure', async () => {
      failing = true
      const response = await gateway.post('/v1/events', POLICE, SINGLE, json(good), { 'x-request-id': OWN })
      failing = false
      expect([response.status, response.headers.get('x-request-id')]).toEqual([503, OWN])
      expect(logged.join('\n')).toContain(`"request":"${OWN}"`)
    })
  })

  describe('tells what is left of a limit', () => {
    it('to a credential, of its own requests and events, and to nobody else', async () => {
      later()
      const first = await gateway.post('/v1/events', POLICE, BATCH, json([numbered(1), numbered(2)]))
      expect([first.headers.get('ratelimit-policy'), first.headers.get('ratelimit')]).toEqual([
        '"requests";q=50;w=5, "events";q=20000;w=200',
        '"requests";r=49;t=1, "events";r=19998;t=1',
      ])
      const second = await gateway.get('/v1/receipts', POLICE)
      expect([second.headers.get('ratelimit-policy'), second.headers.get('ratelimit')]).toEqual([
        '"requests";q=50;w=5',
        '"requests";r=48;t=1',
      ])
      expect((await gateway.get('/v1/receipts', 'westmere-police')).headers.get('ratelimit')).toBe('"requests";r=49;t=1')
      expect((await gateway.get('/v1/cases?purpose=marac_risk_management', READER)).headers.get('ratelimit')).toBe('"requests";r=49;t=1')
    })

    it('with a refusal that says when to ask again', async () => {
      later()
      const answers = await Promise.all(Array.from({ length: 51 }, () => gateway.get('/v1/receipts', POLICE)))
      const refused = answers.filter(({ status }) => status === 429)
      expect(refused.map(({ headers }) => [headers.get('retry-after'), headers.get('ratelimit')])).toEqual([['1', '"requests";r=0;t=5']])
      later()
    })

    it('to who has no token, and to an address, only how many there may be: others take from the same', async () => {
      for (const path of ['/v1/receipts', '/openapi.json']) expect((await ask(path)).headers.get('ratelimit')).toBeNull()
      expect((await ask('/openapi.json')).headers.get('ratelimit-policy')).toBe('"requests";q=400;w=20')
    })
  })

  describe('to who has no valid token', () => {
    it('says so, and nothing of why', async () => {
      const expired = await ask('/v1/receipts', { authorization: `Bearer ${await gateway.token(POLICE, -10)}` })
      const others = await Promise.all(
        ['Bearer x', 'bearer a.b.c', 'Bearer '].map((authorization) => ask('/v1/receipts', { authorization })),
      )
      const said = await Promise.all(
        [expired, ...others].map(async (response) => [response.status, response.headers.get('www-authenticate'), await response.text()]),
      )
      expect(new Set(said.map((one) => json(one))).size).toBe(1)
      expect(said[0]?.slice(0, 2)).toEqual([401, 'Bearer realm="throughline", error="invalid_token"'])
    })
    it('says nothing of a token where there was none', async () => {
      for (const headers of [{}, { authorization: 'Basic eDp4' }])
        expect((await ask('/v1/receipts', headers)).headers.get('www-authenticate')).toBe('Bearer realm="throughline"')
    })
  })

  describe('to another media type', () => {
    it.each([
      ['/v1/events', POLICE, [SINGLE, BATCH, STREAM]],
      ['/v1/events/check', POLICE, [SINGLE, BATCH, STREAM]],
      ['/v1/keys', POLICE, ['application/json']],
      ['/v1/cases/lookup?purpose=marac_risk_management', READER, ['application/json']],
    ] as const)('says which %s takes, in words, as data and as a header', async (path, as, types) => {
      const response = await gateway.post(path, as, 'text/csv', 'x')
      const said = await problem(response)
      expect([response.status, response.headers.get('accept'), said.accepts]).toEqual([415, types.join(', '), types])
      for (const type of types) expect(said.detail).toContain(type)
    })
  })

  describe('names a problem whose address answers', () => {
    const codes = Object.keys(PROBLEMS) as ProblemCode[]
    it.each(codes)('%s: with a page, and as JSON', async (code) => {
      later()
      const page = await ask(`/problems/${code}`, { accept: 'text/html,application/xhtml+xml' })
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
      const shown = await page.text()
      for (const words of [code, String(PROBLEMS[code].status), PROBLEMS[code].title.split("'")[0] ?? '']) expect(shown).toContain(words)
      const program = await ask(`/problems/${code}`, { accept: 'application/problem+json' })
      expect([program.status, program.headers.get('content-type')]).toEqual([200, 'application/problem+json; charset=utf-8'])
      expect(await program.json()).toEqual({ type: `/problems/${code}`, ...PROBLEMS[code], code })
    })
    it('as every refusal says it, from the address that was asked', async () => {
      later()
      for (const [path, as] of [
        ['/v1/nothing', undefined],
        ['/v1/receipts', undefined],
        ['/v1/receipts?limit=x', POLICE],
        ['/v1/cases', POLICE],
      ] as const) {
        const { type, code } = await problem(await gateway.get(path, as))
        const address = new URL(type, `${gateway.origin}${path}`)
        expect(await (await fetch(address)).json()).toMatchObject({ code })
      }
    })
    it('and a list of all, and none that does not exist', async () => {
      expect(
        ((await (await ask('/problems', { accept: 'application/json' })).json()) as { items: { code: string }[] }).items.map(
          ({ code }) => code,
        ),
      ).toEqual(codes.toSorted())
      expect(await (await ask('/problems', { accept: 'text/html' })).text()).toContain('/problems/too-many-events')
      for (const code of ['nothing', 'toString']) expect((await ask(`/problems/${code}`)).status).toBe(404)
    })
  })

  describe('to more than an address takes', () => {
    it('names the limits of a stream, and says what of it was kept: 10,001 lines', async () => {
      later()
      const lines = Array.from({ length: 10_001 }, (_, place) => (place === 1 ? '{}' : json(numbered(place))))
      const response = await gateway.post('/v1/events', POLICE, STREAM, lines.join('\n'))
      const { code, detail, results = [] } = await problem(response)
      expect([response.status, code, results.length]).toEqual([413, 'too-large', 10_000])
      expect(results.filter(({ receipt }) => receipt !== undefined)).toHaveLength(9_999)
      expect(detail).toBe(
        'A stream may have 10,000 lines. Send the rest in another request. The first 10000 events were judged, each with its result here; 9999 of them are kept, those with a receipt. What has no result here may be sent again.',
      )
    }, 120_000)
    it('says of a stream that names another agency what was kept before that line', async () => {
      later()
      const lines = [
        ...Array.from({ length: 600 }, (_, place) => json(numbered(place))),
        json({ ...good, source: '/agencies/westmere-police/records' }),
      ]
      const { code, detail, results = [] } = await problem(await gateway.post('/v1/events', POLICE, STREAM, lines.join('\n')))
      expect([code, results.length]).toEqual(['foreign-source', 500])
      expect(detail).toContain('500 of them are kept')
      expect(detail).not.toContain('Nothing of this request was kept')
    })
    it.each([
      ['an event', SINGLE, () => 'x'.repeat(300_000), 'An event may have 256 kB.'],
      ['a batch', BATCH, () => json(Array.from({ length: 1_001 }, () => 1)), 'A batch may have 2 MB and 1,000 events of 256 kB each.'],
    ] as const)('names the limits of %s', async (_name, type, body, words) => {
      later()
      const { code, detail } = await problem(await gateway.post('/v1/events', POLICE, type, body()))
      expect([code, detail]).toEqual(['too-large', expect.stringContaining(words)])
    })
    it('names the limit of a key', async () => {
      expect((await problem(await gateway.post('/v1/keys', POLICE, 'application/json', 'x'.repeat(20_000)))).detail).toBe(
        'A body may have 16 kB here. Send less.',
      )
    })
  })

  it('calls what is durable received, and what a check found nothing wrong with accepted: what became of it, its receipt says', async () => {
    later()
    const statuses = async (path: string): Promise<readonly string[]> =>
      ((await problem(await gateway.post(path, POLICE, BATCH, json([numbered(20_001), {}])))).results ?? []).map(({ status }) => status)
    expect(await statuses('/v1/events')).toEqual(['received', 'rejected'])
    expect(await statuses('/v1/events/check')).toEqual(['accepted', 'rejected'])
  })
})
