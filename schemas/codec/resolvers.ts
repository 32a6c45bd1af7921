import avro from 'avsc'
import type { Type } from 'avsc'
import { avroType } from '../avro/avro-type.ts'
import { schemaFingerprint } from '../avro/canonical.ts'
import { lintSafety } from '../lint/lint.ts'
import { unreadablePaths } from '../compatibility/resolution.ts'
import { createGuard } from './guard.ts'
import { readWire } from './wire.ts'
import type { Guard, GuardLimits } from './guard.ts'
import type { FieldError, Result } from './errors.ts'

/** A schema of the registry, as `SchemaRegistry.schemaOf` gives it. */
export interface WriterSchema {
  readonly subject: string
  /** Avro schema, parsed JSON. */
  readonly schema: unknown
  /** Its fingerprint as released, hex, where the registry writes schemas otherwise. Default: that of `schema`. */
  readonly fingerprint?: string
}

export interface DecoderDeps {
  /** The writer schema of a wire id, or undefined when the registry has none. A rejection (registry not reachable) is the caller's to retry. */
  schemaOf(id: number): Promise<WriterSchema | undefined>
  /** Our type for a subject, or undefined when we know none. */
  readerOf(subject: string): Type | undefined
  readonly limits?: GuardLimits
  /**
   * False takes every valid encoding, such as arrays in several blocks, or with their size in bytes: what agencies write. Default true: what we wrote ourselves
   * has one form.
   */
  readonly canonical?: boolean
}

/** A decoded value, with what chains and proofs need of its writer. */
export interface Decoded {
  readonly id: number
  readonly subject: string
  /** SHA-256 over the canonical JSON of the writer schema, hex. */
  readonly fingerprint: string
  readonly writer: Type
  /** The value as it was written. */
  readonly written: unknown
  /** The value as our type reads it; the same object as `written` where the schemas are the same. */
  readonly value: unknown
  /** The Avro bytes in their canonical form: a view on the input where that is in it, and else written anew. */
  readonly body: Buffer
}

export interface Decoder {
  /**
   * Decodes a value in Confluent wire format. Errors: not-confluent, unknown-schema, unsafe-schema and those of the guard, each for the whole;
   * incompatible-schema, one for each field that our type cannot read of what the writer's schema says. `schemaOf`: asked instead, for this value.
   */
  readonly decode: (wire: Uint8Array, schemaOf?: DecoderDeps['schemaOf']) => Promise<Result<Decoded>>
}

/** What is kept per (writer id, reader). */
interface Plan {
  readonly subject: string
  readonly fingerprint: string
  readonly writer: Type
  readonly guard: Guard
  readonly read: (body: Buffer, written: unknown) => unknown
}

const error = (code: string, detail: string): { ok: false; errors: FieldError[] } => ({
  ok: false,
  errors: [{ pointer: '', code, detail }],
})
const unknownSchema = error('unknown-schema', 'The schema id is not in the registry, or names nothing that is accepted here.')
const unsafeSchema = error(
  'unsafe-schema',
  'The schema lint refuses the schema that the value was written with, so nothing is read of it. Take the schema from the registry as it was published.',
)
const notCanonical = error('wrong-format', 'The Avro value is not in its canonical form: shortest numbers, one block per array or map.')

/** The Avro bytes of one field of a written record, as its writer wrote them: canonical decoding makes them those of the input. */
export const fieldBytes = (decoded: Pick<Decoded, 'writer' | 'written'>, name: string): Buffer => {
  const { writer } = decoded
  const field = writer instanceof avro.types.RecordType ? (writer.field(name) as avro.types.Field | undefined) : undefined
  if (field === undefined) throw new TypeError('The writer schema has no such field.')
  return field.type.toBuffer((decoded.written as Record<string, unknown>)[name])
}

/** Guards, decodes by the writer's schema and resolves to our type. Resolvers are built once per (writer id, reader). */
export function createDecoder(deps: DecoderDeps): Decoder {
  const plans = new Map<number, { readonly subject: string; readonly reader: Type; readonly plan: Result<Plan> }>()
  const planOf = async (id: number, schemaOf: DecoderDeps['schemaOf']): Promise<Result<Plan>> => {
    const kept = plans.get(id)
    if (kept !== undefined && deps.readerOf(kept.subject) === kept.reader) return kept.plan
    const registered = await schemaOf(id)
    const reader = registered && deps.readerOf(registered.subject)
    if (!registered || !reader) return unknownSchema
    const plan = makePlan(registered, reader, deps.limits)
    plans.set(id, { subject: registered.subject, reader, plan })
    return plan
  }
  return {
    async decode(bytes, schemaOf = (id) => deps.schemaOf(id)) {
      const wire = readWire(bytes)
      if (!wire.ok) return wire
      const { id, body } = wire.value
      const plan = await planOf(id, schemaOf)
      return plan.ok ? decodeBy(plan.value, id, body, deps.canonical ?? true) : plan
    },
  }
}

const incompatible = (paths: readonly string[]): { ok: false; errors: FieldError[] } => ({
  ok: false,
  errors: paths.map((path) => ({
    pointer: path === '' ? '' : `/${path.replaceAll('.', '/')}`,
    code: 'incompatible-schema',
    detail:
      'The schema that the value was written with says this field in a way that cannot be read here. Take the schema from the registry as it was published.',
  })),
})

function makePlan(
  { subject, schema, fingerprint = schemaFingerprint(schema) }: WriterSchema,
  reader: Type,
  limits: GuardLimits | undefined,
): Result<Plan> {
  // INVARIANT: a schema is linted before it is built: building a hostile one can take for ever.
  if (lintSafety(schema).length > 0) return unsafeSchema
  try {
    const writer = avroType(schema)
    const unreadable = unreadablePaths(reader, writer)
    if (unreadable.length > 0) return incompatible(unreadable)
    const same = JSON.stringify(writer.schema()) === JSON.stringify(reader.schema())
    const resolver = reader.createResolver(writer)
    const read = same ? (_: Buffer, written: unknown) => written : (body: Buffer) => reader.fromBuffer(body, resolver) as unknown
    return { ok: true, value: { subject, fingerprint, writer, guard: createGuard(writer, limits), read } }
  } catch {
    // Not Avro: for the sender the same as an unknown schema.
    return unknownSchema
  }
}

function decodeBy(plan: Plan, id: number, body: Buffer, canonical: boolean): Result<Decoded> {
  const guarded = plan.guard(body)
  if (!guarded.ok) return guarded
  const { subject, fingerprint, writer } = plan
  const written: unknown = writer.fromBuffer(body)
  const form = writer.toBuffer(written)
  const isCanonical = form.equals(body)
  if (canonical && !isCanonical) return notCanonical
  const kept = isCanonical ? body : form
  return { ok: true, value: { id, subject, fingerprint, writer, written, value: plan.read(kept, written), body: kept } }
}
