import { parseJson } from '../../../schemas/codec/json.ts'
import { LIMITS } from '../../../schemas/lint/finding.ts'
import { RegistryError } from '../errors.ts'
import { ask } from './ask.ts'
import type { HttpOptions } from './http.ts'

/** A schema as the registry has it. */
export interface SchemaText {
  readonly text: string
  /** Parsed JSON. */
  readonly schema: unknown
}

/** Where a schema stands. */
export interface VersionedSubject {
  readonly id: number
  readonly version: number
}

/** Questions to the registry, asked once. Each rejects with RegistryError `unavailable` when it does not answer, or answers as no registry does. */
export interface Lookups {
  /** The schema of an id; undefined when there is none, or one that is not Avro, too long, too deep, or with a member twice. It is not built. */
  textOf(id: number): Promise<SchemaText | undefined>
  /** The id and version under which this very schema stands in a subject, or undefined. `deleted`: also where it was deleted softly, which leaves its id. */
  bySchema(subject: string, text: string, deleted?: boolean): Promise<VersionedSubject | undefined>
}

/** Twice what the lint lets through: registries write spaces. */
const LONGEST_SCHEMA = 2 * LIMITS.schemaBytes

const noRegistry = (): RegistryError =>
  new RegistryError('unavailable', 'What is at the address of the schema registry answers as no registry does.')

export const createLookups = (options: HttpOptions): Lookups => ({
  async textOf(id) {
    const answer = await ask(options, `/schemas/ids/${String(id)}`)
    if (answer === undefined) return undefined
    const { schema: text, schemaType = 'AVRO' } = answer
    if (text === undefined) throw noRegistry()
    if (typeof text !== 'string' || schemaType !== 'AVRO') return undefined
    const parsed = parseJson(Buffer.from(text), { maxBytes: LONGEST_SCHEMA, maxDepth: LIMITS.jsonDepth })
    return parsed.ok ? { text, schema: parsed.value } : undefined
  },
  async bySchema(subject, text, deleted = false) {
    const answer = await ask(options, `/subjects/${encodeURIComponent(subject)}${deleted ? '?deleted=true' : ''}`, {
      method: 'POST',
      body: { schema: text },
    })
    if (answer === undefined) return undefined
    const { id, version } = answer
    if (typeof id !== 'number' || typeof version !== 'number') throw noRegistry()
    return { id, version }
  },
})
