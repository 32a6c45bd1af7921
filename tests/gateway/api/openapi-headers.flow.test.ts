import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openApiDocument } from '../../../gateway/api/openapi/document.ts'
import { loadCatalogue } from '../../../schemas/index.ts'
import { theFirst } from '../../fixtures/demo-events.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/gateway.ts'

const POLICE = 'norshire-police'
const READER = 'norshire-coordinator'
const SINGLE = 'application/cloudevents+json'

interface Reference {
  readonly $ref?: string
}
interface Header {
  readonly required?: boolean
}
interface Answer extends Reference {
  readonly headers?: Readonly<Record<string, Reference & Header>>
}
const OPENAPI = openApiDocument(loadCatalogue()) as unknown as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, Answer>> }>>>>
  readonly components: { readonly responses: Readonly<Record<string, Answer>>; readonly headers: Readonly<Record<string, Header>> }
}

/** What carries an answer and what every browser is told with it: no part of what an address says. */
const NOT_LISTED =
  /^(date|connection|keep-alive|content-(type|length|security-policy)|transfer-encoding|cache-control|permissions-policy|pragma|vary|referrer-policy|strict-transport-security|origin-agent-cluster|cross-origin-.*|access-control-.*|x-(content-type-options|dns-prefetch-control|download-options|frame-options|permitted-cross-domain-policies|xss-protection))$/

/** The headers that the document lists for an answer: in lower case, and whether each is always there. */
function listed(method: string, path: string, status: number): ReadonlyMap<string, boolean> {
  const direct = OPENAPI.paths[path]?.[method]?.responses[String(status)]
  if (direct === undefined) throw new Error(`The document has no ${String(status)} of ${method} ${path}.`)
  const answer = direct.$ref === undefined ? direct : OPENAPI.components.responses[direct.$ref.split('/').at(-1) ?? '']
  return new Map(
    Object.entries(answer?.headers ?? {}).map(([name, header]) => [
      name.toLowerCase(),
      (header.$ref === undefined ? header : OPENAPI.components.headers[header.$ref.split('/').at(-1) ?? ''])?.required === true,
    ]),
  )
}

describe('the headers of /openapi.json', () => {
  let gateway: TestGateway
  let crowded: TestGateway
  beforeAll(async () => {
    gateway = await startTestGateway()
    crowded = await startTestGateway({ rateLimit: { perSecond: 0.1, burst: 1 }, publicLimit: { perSecond: 0.1, burst: 1 } })
  })
  afterAll(async () => {
    for (const one of [gateway, crowded]) await one.close()
  })

  const known = theFirst(({ agency, type }) => agency === POLICE && type === 'behaviour.incident-recorded')
  const wire = JSON.stringify({
    specversion: '1.0',
    id: known.id,
    source: known.source,
    type: known.type,
    time: known.time,
    datacontenttype: 'application/json',
    data: known.data,
  })
  const MARAC = 'purpose=marac_risk_management'

  it.each<readonly [number, string, string, () => Promise<Response>]>([
    [202, 'post', '/v1/events', () => gateway.post('/v1/events', POLICE, SINGLE, wire)],
    [200, 'post', '/v1/events/check', () => gateway.post('/v1/events/check', POLICE, SINGLE, wire)],
    [400, 'post', '/v1/events', () => gateway.post('/v1/events', POLICE, SINGLE, '{')],
    [422, 'post', '/v1/events', () => gateway.post('/v1/events', POLICE, SINGLE, wire.replace(known.type, 'behaviour.unheard-of'))],
    [415, 'post', '/v1/events', () => gateway.post('/v1/events', POLICE, 'text/plain', wire)],
    [413, 'post', '/v1/events', () => gateway.post('/v1/events', POLICE, SINGLE, ' '.repeat(300_000))],
    [401, 'post', '/v1/events', () => gateway.post('/v1/events', undefined, SINGLE, wire)],
    [403, 'post', '/v1/events', () => gateway.post('/v1/events', READER, SINGLE, wire)],
    [200, 'get', '/v1/receipts', () => gateway.get('/v1/receipts', POLICE)],
    [404, 'get', '/v1/receipts', () => gateway.get('/v1/receipts?after=x', POLICE)],
    [400, 'get', '/v1/receipts', () => gateway.get('/v1/receipts?limit=x', POLICE)],
    [200, 'get', '/v1/feed', () => gateway.get('/v1/feed', POLICE)],
    [200, 'get', '/v1/cases', () => gateway.get(`/v1/cases?${MARAC}`, READER)],
    [404, 'get', '/v1/cases/{case}/timeline', () => gateway.get(`/v1/cases/none/timeline?${MARAC}`, READER)],
    [401, 'get', '/v1/cases', () => gateway.get(`/v1/cases?${MARAC}`)],
    [200, 'get', '/v1/event-types', () => gateway.get('/v1/event-types')],
    [404, 'get', '/v1/event-types/{type}', () => gateway.get('/v1/event-types/none')],
    [200, 'get', '/subjects', () => gateway.get('/subjects')],
    [404, 'get', '/schemas/ids/{id}', () => gateway.get('/schemas/ids/999999')],
    [200, 'get', '/livez', () => gateway.get('/livez')],
    [200, 'get', '/readyz', () => gateway.get('/readyz')],
    [200, 'get', '/openapi.json', () => gateway.get('/openapi.json')],
    [400, 'post', '/oauth/token', () => gateway.post('/oauth/token', undefined, 'application/x-www-form-urlencoded', 'grant_type=none')],
    [
      429,
      'get',
      '/v1/receipts',
      async () => {
        await crowded.get('/v1/receipts', POLICE)
        return crowded.get('/v1/receipts', POLICE)
      },
    ],
    [
      429,
      'get',
      '/subjects',
      async () => {
        await crowded.get('/subjects')
        return crowded.get('/subjects')
      },
    ],
  ])('are those of the answer: %s of %s %s', async (status, method, path, ask) => {
    const response = await ask()
    await response.arrayBuffer()
    expect(response.status).toBe(status)
    const sent = [...response.headers.keys()].filter((name) => !NOT_LISTED.test(name))
    const names = listed(method, path, status)
    expect(sent.filter((name) => !names.has(name))).toEqual([])
    expect([...names].filter(([name, isRequired]) => isRequired && !sent.includes(name))).toEqual([])
  })

  it('are in every answer: a request id, and with 401, 429 and 503 what a client goes by', () => {
    const wanted: Readonly<Record<string, string>> = { 401: 'www-authenticate', 429: 'retry-after', 503: 'retry-after' }
    for (const [path, operations] of Object.entries(OPENAPI.paths))
      for (const [method, { responses }] of Object.entries(operations))
        for (const status of Object.keys(responses)) {
          const names = listed(method, path, Number(status))
          const needed = ['x-request-id', ...(path === '/oauth/token' && status === '401' ? [] : [wanted[status] ?? []].flat())]
          expect([method, path, status, needed.filter((name) => names.get(name) !== true)]).toEqual([method, path, status, []])
        }
  })
})
