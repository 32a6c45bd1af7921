import { SchemaType } from '@kafkajs/confluent-schema-registry'
import { parseJson } from '../../../schemas/codec/json.ts'
import { LIMITS } from '../../../schemas/lint/finding.ts'
import { RegistryError } from '../errors.ts'
import type { Answer, Confluent } from './client.ts'

/** A schema as the registry has it. */
export interface SchemaText {
  readonly text: string
  /** Parsed JSON. */
  readonly schema: unknown
}

/** Where a schema stands. */
export interface Place {
  readonly id: number
  readonly version: number
}

/** Questions to the registry. Each rejects with RegistryError `unavailable` when it does not answer. */
export interface Lookups {
  /** The schema of an id; undefined when there is none, or one that is not Avro, too long, too deep, or with a member twice. It is not built. */
  textOf(id: number): Promise<SchemaText | undefined>
  /** The id and version under which this very schema stands in a subject, or undefined. */
  bySchema(subject: string, text: string): Promise<Place | undefined>
}

const NOT_FOUND = 404
/** Twice what the lint lets through: registries write spaces. */
const LONGEST_SCHEMA = 2 * LIMITS.schemaBytes

function textIn({ status, body }: Answer): SchemaText | undefined {
  const { schema: text, schemaType = 'AVRO' } = body
  if (status === NOT_FOUND || typeof text !== 'string' || schemaType !== 'AVRO') return undefined
  const parsed = parseJson(Buffer.from(text), { maxBytes: LONGEST_SCHEMA, maxDepth: LIMITS.jsonDepth })
  return parsed.ok ? { text, schema: parsed.value } : undefined
}

/** Look-ups. None builds the schema that it finds. */
export const createLookups = (confluent: Confluent): Lookups => ({
  textOf: async (id) => textIn(await confluent.get(`/schemas/ids/${String(id)}`)),
  async bySchema(subject, text) {
    const { status, body } = await confluent.ask((client) => client.getRegistryIdBySchema(subject, { type: SchemaType.AVRO, schema: text }))
    if (status === NOT_FOUND) return undefined
    const { id, version } = body
    if (typeof id !== 'number' || typeof version !== 'number')
      throw new RegistryError('unreadable', `The schema registry gives no id for a schema of ${subject}.`)
    return { id, version }
  },
})
