import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ROUTES } from '../../../gateway/api/routes.ts'
import { avroType } from '../../../schemas/avro/avro-type.ts'
import { releasedVersions } from '../../../schemas/index.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/gateway.ts'

const SUBJECT = 'uk.throughline.behaviour.IncidentRecorded'
const REGISTRY_JSON = 'application/vnd.schemaregistry.v1+json'
const SCHEMA = JSON.stringify({
  schema: JSON.stringify({ type: 'record', name: 'IncidentRecorded', namespace: 'uk.throughline.behaviour', fields: [] }),
})
/** What a registry is asked, and does not do: a schema is looked up by a POST. */
const LOOK_UP = `POST /subjects/:subject`

/** How a Confluent-compatible registry is written to. */
const WRITES: readonly (readonly [method: string, path: string])[] = [
  ['POST', `/subjects/${SUBJECT}/versions`],
  ['POST', '/subjects/uk.agency.own.Type/versions'],
  ['POST', '/subjects'],
  ['DELETE', `/subjects/${SUBJECT}`],
  ['DELETE', `/subjects/${SUBJECT}/versions/1`],
  ['DELETE', `/subjects/${SUBJECT}/versions/latest`],
  ['PUT', `/subjects/${SUBJECT}/versions`],
  ['PATCH', `/subjects/${SUBJECT}/versions/1`],
  ['PUT', '/schemas/ids/1'],
  ['DELETE', '/schemas/ids/1'],
  ['PUT', '/config'],
  ['PUT', `/config/${SUBJECT}`],
  ['PUT', '/mode'],
  ['PUT', `/mode/${SUBJECT}`],
  ['POST', `/compatibility/subjects/${SUBJECT}/versions/latest`],
]

describe('the registry that the gateway plays', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startTestGateway()
  })
  afterAll(async () => {
    await gateway.close()
  })
  const get = async <T>(path: string): Promise<T> => {
    const answer = await gateway.get(path)
    expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 200, expect.stringContaining(REGISTRY_JSON)])
    return answer.json() as Promise<T>
  }
  const lookUp = (subject: string, schema: unknown, query = '') =>
    gateway.post(
      `/subjects/${subject}${query}`,
      undefined,
      REGISTRY_JSON,
      JSON.stringify({ schema: typeof schema === 'string' ? schema : JSON.stringify(schema) }),
    )
  interface Version {
    readonly subject: string
    readonly version: number
    readonly id: number
    readonly schema: string
  }

  it('serves every version that it lists, each under an id of its own, with the schema as it was released', async () => {
    const released = releasedVersions()
    const subjects = await get<readonly string[]>('/subjects')
    expect(subjects.toSorted()).toEqual([...new Set(released.map(({ subject }) => subject))].toSorted())
    const listed: Version[] = []
    for (const subject of subjects)
      for (const version of await get<readonly number[]>(`/subjects/${subject}/versions`))
        listed.push(await get<Version>(`/subjects/${subject}/versions/${String(version)}`))
    expect(listed.map(({ subject, version, schema }) => ({ subject, version, schema: JSON.parse(schema) as unknown }))).toEqual(released)
    expect(new Set(listed.map(({ id }) => id)).size).toBe(released.length)
    expect(released.length).toBeGreaterThan(subjects.length)
    for (const { id, subject, version, schema } of listed) {
      expect(await get(`/schemas/ids/${String(id)}`)).toEqual({ schema })
      expect(await get(`/schemas/ids/${String(id)}/versions`)).toEqual([{ subject, version }])
      expect(await get(`/schemas/ids/${String(id)}/subjects`)).toEqual([subject])
    }
  })

  it('gives the newest as latest and as -1', async () => {
    const versions = await get<readonly number[]>(`/subjects/${SUBJECT}/versions`)
    const newest = await get<Version>(`/subjects/${SUBJECT}/versions/${String(versions.at(-1))}`)
    for (const asked of ['latest', '-1']) {
      expect(await get(`/subjects/${SUBJECT}/versions/${asked}`)).toEqual(newest)
      expect(await get(`/subjects/${SUBJECT}/versions/${asked}/schema`)).toEqual(JSON.parse(newest.schema))
    }
    expect(await get('/schemas/types')).toEqual(['AVRO'])
  })

  it('finds the version of a schema, as it stands, with spaces, and as a library writes it that keeps neither docs nor attributes', async () => {
    for (const { subject, version, schema } of releasedVersions().filter((one) => one.subject === SUBJECT)) {
      for (const [text, query] of [
        [JSON.stringify(schema), ''],
        [JSON.stringify(schema, null, 2), '?normalize=true&deleted=false'],
      ] as const) {
        expect(await (await lookUp(subject, text, query)).json()).toMatchObject({ subject, version })
      }
      const bare = avroType(schema).schema()
      const found = (await (await lookUp(subject, bare)).json()) as Version
      expect(avroType(JSON.parse(found.schema)).schema()).toEqual(bare)
    }
  })

  it.each<[string, string, number, number]>([
    ['a subject that is not there', '/subjects/org.example.Other/versions', 404, 40401],
    ['the newest of it', '/subjects/org.example.Other/versions/latest', 404, 40401],
    ['a subject of a prototype', '/subjects/__proto__/versions', 404, 40401],
    ['a version that is not there', `/subjects/${SUBJECT}/versions/999`, 404, 40402],
    ['version 0', `/subjects/${SUBJECT}/versions/0`, 422, 42202],
    ['a version that is no number', `/subjects/${SUBJECT}/versions/newest`, 422, 42202],
    ['an id that is not there', '/schemas/ids/999999', 404, 40403],
    ['an id that is no number', '/schemas/ids/one/versions', 404, 40403],
    ['an address that is not there', '/schemas/nothing', 404, 404],
  ])('says in the words of a registry: %s', async (_, path, status, code) => {
    const answer = await gateway.get(path)
    expect(answer.headers.get('content-type')).toContain(REGISTRY_JSON)
    expect([answer.status, await answer.json()]).toEqual([status, { error_code: code, message: expect.any(String) as unknown }])
  })

  it.each<[string, string, unknown, number, number]>([
    ['a schema of no version', SUBJECT, { type: 'record', name: 'Other', fields: [] }, 404, 40403],
    ['a schema that is not JSON', SUBJECT, '{', 422, 42201],
    ['a schema that nobody should build', SUBJECT, { type: 'array', items: 'null' }, 404, 40403],
    ['a subject that is not there', 'org.example.Other', 'string', 404, 40401],
  ])('says of a look-up: %s', async (_, subject, schema, status, code) => {
    const answer = await lookUp(subject, schema)
    expect([answer.status, await answer.json()]).toMatchObject([status, { error_code: code }])
  })

  it('says what is wrong with the body of a look-up', async () => {
    for (const body of ['', '[]', '{}', '{"schema":{}}', '{"schema":"\\"string\\"","schemaType":"PROTOBUF"}']) {
      const answer = await gateway.post(`/subjects/${SUBJECT}`, undefined, REGISTRY_JSON, body)
      expect([body, answer.status, ((await answer.json()) as { error_code: number }).error_code]).toEqual([body, 422, 42201])
    }
    const large = await gateway.post(`/subjects/${SUBJECT}`, undefined, REGISTRY_JSON, JSON.stringify({ schema: ' '.repeat(300_000) }))
    expect([large.status, ((await large.json()) as { error_code: number }).error_code]).toEqual([413, 413])
  })

  const registered = async (): Promise<string> => (await gateway.get(`/subjects/${SUBJECT}/versions/latest`)).text()

  it.each(WRITES)('%s %s is refused, with a token and without, and what is registered stays', async (method, path) => {
    const before = await registered()
    const known = ROUTES.filter((route) => new RegExp(`^${route.path.replaceAll(/:[a-z]+/g, '[^/]+')}$`).test(path)).map((route) =>
      route.method === 'GET' ? 'GET, HEAD' : route.method,
    )
    for (const headers of [{}, { authorization: `Bearer ${await gateway.token('norshire-police')}` }]) {
      const answer = await fetch(`${gateway.origin}${path}`, {
        method,
        body: SCHEMA,
        headers: { 'content-type': REGISTRY_JSON, ...headers },
      })
      expect(answer.status).toBe(known.length > 0 ? 405 : 404)
      expect(answer.headers.get('allow')).toBe(known.length > 0 ? known.join(', ') : null)
    }
    expect(await registered()).toBe(before)
  })

  it('tells who would register that it is read only, and what to set', async () => {
    const answer = await gateway.post(`/subjects/${SUBJECT}/versions`, undefined, REGISTRY_JSON, SCHEMA)
    expect(await answer.json()).toEqual({
      error_code: 405,
      message: expect.stringMatching(/read only.*auto\.register\.schemas=false/) as unknown,
    })
  })

  it('has no route that writes there', () => {
    const routes = ROUTES.filter(({ path }) => /^\/(subjects|schemas|config|mode|compatibility)(\/|$)/.test(path))
    expect(routes.length).toBeGreaterThan(3)
    expect(routes.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`)).toEqual([LOOK_UP])
  })
})
