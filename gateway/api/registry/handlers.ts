import type { Request, RequestHandler } from 'express'
import type { RegisteredSchema, SchemaRegistry } from '../../../infra/registry/port.ts'
import { isObject } from '../../../schemas/avro/json-object.ts'
import { parseJson } from '../../../schemas/codec/json.ts'
import { LIMITS } from '../../../schemas/lint/finding.ts'
import { mediaType, readBody } from '../body.ts'
import type { Handlers } from '../register.ts'
import { REGISTRY_JSON, RegistryRefusal, sendRegistry } from './answers.ts'
import { createMatch } from './match.ts'

/** Bytes of a schema: twice what the lint lets through, for spaces. */
const LONGEST_SCHEMA = 2 * LIMITS.schemaBytes
/** Twice that, for its quoting. */
const LONGEST_BODY = 2 * LONGEST_SCHEMA
const BODY_TYPES = [REGISTRY_JSON, 'application/vnd.schemaregistry+json', 'application/json', 'application/octet-stream'] as const
const NEWEST: ReadonlySet<string> = new Set(['latest', '-1'])

/** As Confluent writes a version. */
const written = ({ id, subject, version, schema }: RegisteredSchema): object => ({ subject, version, id, schema: JSON.stringify(schema) })

export interface RegistrySources {
  /** Ascending. */
  readonly subjects: readonly string[]
  readonly registry: SchemaRegistry
}

/** The schemas as a Confluent-compatible registry gives them, read only: every subject of a release, every version of it. */
export function registryHandlers({ subjects, registry }: RegistrySources): Handlers {
  const known = new Set(subjects)
  const match = createMatch()
  const versionsOf = async (request: Request): Promise<readonly RegisteredSchema[]> => {
    const subject = String(request.params.subject)
    const versions = known.has(subject) ? await registry.versionsOf(subject) : []
    if (versions.length === 0) throw new RegistryRefusal('no-subject')
    return versions
  }
  const versionOf = async (request: Request): Promise<RegisteredSchema> => {
    const versions = await versionsOf(request)
    const asked = String(request.params.version)
    if (!NEWEST.has(asked) && !/^[1-9]\d{0,8}$/.test(asked)) throw new RegistryRefusal('wrong-version')
    const found = NEWEST.has(asked) ? versions.at(-1) : versions.find(({ version }) => String(version) === asked)
    if (found === undefined) throw new RegistryRefusal('no-version')
    return found
  }
  const byId = async (request: Request): Promise<RegisteredSchema> => {
    const id = String(request.params.id)
    const found = /^\d{1,9}$/.test(id) ? await registry.schemaOf(Number(id)) : undefined
    if (found === undefined) throw new RegistryRefusal('no-schema')
    return found
  }
  /** The schema that a client asks about. */
  const sentSchema = async (request: Request): Promise<unknown> => {
    mediaType(request, BODY_TYPES)
    const body = parseJson(await readBody(request, LONGEST_BODY))
    const text = body.ok && isObject(body.value) && (body.value.schemaType ?? 'AVRO') === 'AVRO' ? body.value.schema : undefined
    const schema =
      typeof text === 'string' ? parseJson(Buffer.from(text), { maxBytes: LONGEST_SCHEMA, maxDepth: LIMITS.jsonDepth }) : undefined
    if (schema?.ok !== true) throw new RegistryRefusal('wrong-schema')
    return schema.value
  }
  const answer =
    (find: (request: Request) => unknown): RequestHandler =>
    async (request, response) => {
      sendRegistry(response, await find(request))
    }
  return {
    'GET /subjects': answer(() => subjects),
    'GET /subjects/:subject/versions': answer(async (request) => (await versionsOf(request)).map(({ version }) => version)),
    'GET /subjects/:subject/versions/:version': answer(async (request) => written(await versionOf(request))),
    'GET /subjects/:subject/versions/:version/schema': answer(async (request) => (await versionOf(request)).schema),
    'POST /subjects/:subject': answer(async (request) => {
      const versions = await versionsOf(request)
      const found = match(versions, await sentSchema(request))
      if (found === undefined) throw new RegistryRefusal('no-schema')
      return written(found)
    }),
    'GET /schemas/types': answer(() => ['AVRO']),
    'GET /schemas/ids/:id': answer(async (request) => ({ schema: JSON.stringify((await byId(request)).schema) })),
    'GET /schemas/ids/:id/schema': answer(async (request) => (await byId(request)).schema),
    'GET /schemas/ids/:id/subjects': answer(async (request) => [(await byId(request)).subject]),
    'GET /schemas/ids/:id/versions': answer(async (request) => {
      const { subject, version } = await byId(request)
      return [{ subject, version }]
    }),
  }
}
