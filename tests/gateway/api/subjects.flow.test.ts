import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ROUTES } from '../../../gateway/api/routes.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/gateway.ts'

const SUBJECT = 'uk.throughline.behaviour.IncidentRecorded'
const REGISTRY_JSON = 'application/vnd.schemaregistry.v1+json'
const SCHEMA = JSON.stringify({ schema: JSON.stringify({ type: 'record', name: 'IncidentRecorded', namespace: 'uk.throughline.behaviour', fields: [] }) })

/** How a Confluent-compatible registry is written to. */
const WRITES: readonly (readonly [method: string, path: string])[] = [
  ['POST', `/subjects/${SUBJECT}/versions`], ['POST', `/subjects/${SUBJECT}`], ['POST', '/subjects/uk.agency.own.Type/versions'], ['POST', '/subjects'],
  ['DELETE', `/subjects/${SUBJECT}`], ['DELETE', `/subjects/${SUBJECT}/versions/1`], ['DELETE', `/subjects/${SUBJECT}/versions/latest`],
  ['PUT', `/subjects/${SUBJECT}/versions`], ['PATCH', `/subjects/${SUBJECT}/versions/1`], ['PUT', '/schemas/ids/1'], ['DELETE', '/schemas/ids/1'],
  ['PUT', '/config'], ['PUT', `/config/${SUBJECT}`], ['PUT', '/mode'], ['PUT', `/mode/${SUBJECT}`], ['POST', `/compatibility/subjects/${SUBJECT}/versions/latest`],
]

describe('an agency cannot register a schema', () => {
  let gateway: TestGateway
  beforeAll(async () => { gateway = await startTestGateway() })
  afterAll(async () => { await gateway.close() })
  const registered = async (): Promise<string> => (await gateway.get(`/subjects/${SUBJECT}/versions/latest`)).text()

  it.each(WRITES)('%s %s is refused, with a token and without, and what is registered stays', async (method, path) => {
    const before = await registered()
    const isKnown = ROUTES.some((route) => new RegExp(`^${route.path.replaceAll(/:[a-z]+/g, '[^/]+')}$`).test(path))
    for (const headers of [{}, { authorization: `Bearer ${await gateway.token('norshire-police')}` }]) {
      const answer = await fetch(`${gateway.origin}${path}`, { method, body: SCHEMA, headers: { 'content-type': REGISTRY_JSON, ...headers } })
      expect(answer.status).toBe(isKnown ? 405 : 404)
      expect(answer.headers.get('allow')).toBe(isKnown ? 'GET, HEAD' : null)
    }
    expect(await registered()).toBe(before)
  })

  it('has no route that writes there', () => {
    const paths = ROUTES.filter(({ path }) => /^\/(subjects|schemas|config|mode|compatibility)(\/|$)/.test(path))
    expect(paths.length).toBeGreaterThan(3)
    expect(paths.every(({ method }) => method === 'GET')).toBe(true)
  })
})
