import { createEventForms } from '../../schemas/codec/avro-form.ts'
import { createEventChecker, unknownType, type CheckOptions } from '../../schemas/codec/check.ts'
import { createDecoder } from '../../schemas/codec/resolvers.ts'
import { wireOf } from '../../schemas/codec/wire.ts'
import type { Catalogue, EventSchema } from '../../schemas/catalogue/event-schema.ts'
import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import type { FieldError, Result } from '../../schemas/codec/errors.ts'
import type { Clock } from '../../infra/clock/clock.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import { createLookupBudget } from './lookup-budget.ts'

/** CloudEvents attributes of a record, as its ce_ headers have them. */
export interface Attributes {
  readonly specversion: string
  readonly id: string | undefined
  readonly source: string | undefined
  readonly type: string | undefined
  readonly time: string | undefined
}

export interface DecodedEvent {
  readonly event: AgencyEvent
  readonly schema: EventSchema
  /** Fingerprint of the writer schema, hex. */
  readonly fingerprint: string
  /** In Confluent wire format, the Avro in its canonical form, however it was sent. */
  readonly wire: Buffer
}

/**
 * Guards, decodes and checks an agency's event as it stands in a log. Rejects only when the registry is not reachable. `sender`: the agency whose
 * inbox it came through, for which only so many unknown schema ids are looked up. `options.isKept`: it was taken before, and is read again.
 */
export type EventDecoder = (
  wire: Uint8Array,
  attributes: Attributes,
  sender?: string,
  options?: CheckOptions,
) => Promise<Result<DecodedEvent>>

const failed = (error: FieldError): { readonly ok: false; readonly errors: readonly FieldError[] } => ({ ok: false, errors: [error] })
/** A field of the Avro record is one of `data`. */
const inData = (error: FieldError): FieldError => (error.pointer === '' ? error : { ...error, pointer: `/data${error.pointer}` })
const OTHER_TYPE: FieldError = {
  pointer: '/type',
  code: 'wrong-type',
  detail: 'The value is written with the schema of another event type than ce_type names.',
}
const noType = (type: string, { types }: Catalogue): FieldError => ({
  pointer: '/type',
  code: 'G01',
  detail: unknownType(type, types.keys()),
})

export interface EventDecoderDeps {
  readonly catalogue: Catalogue
  readonly registry: SchemaRegistry
  readonly clock: Clock
}

/** The same strict check as over HTTP, of what came as Avro. */
export function createEventDecoder(deps: EventDecoderDeps): EventDecoder {
  const { catalogue, registry, clock } = deps
  const budget = createLookupBudget(clock)
  const bySubject = new Map([...catalogue.types.values()].map((schema) => [schema.subject, schema]))
  const decoder = createDecoder({
    schemaOf: (id) => registry.schemaOf(id),
    readerOf: (subject) => bySubject.get(subject)?.avro,
    canonical: false,
  })
  const forms = createEventForms(catalogue)
  const check = createEventChecker(catalogue)
  const lookUpFor = (sender: string) => async (id: number) => {
    if (!budget.mayAsk(sender, id)) return undefined
    const found = await registry.schemaOf(id)
    if (found === undefined) budget.wasUnknown(sender, id)
    return found
  }
  return async (wire, attributes, sender, options) => {
    const decoded = await decoder.decode(wire, sender === undefined ? undefined : lookUpFor(sender))
    if (!decoded.ok) return { ok: false, errors: decoded.errors.map(inData) }
    const { id, subject, value, fingerprint, body } = decoded.value
    const schema = bySubject.get(subject)
    if (attributes.type !== undefined && !catalogue.types.has(attributes.type)) return failed(noType(attributes.type, catalogue))
    if (schema === undefined || (attributes.type !== undefined && attributes.type !== schema.type)) return failed(OTHER_TYPE)
    const checked = check({ ...attributes, data: forms.fromAvro(schema.type, value) }, options)
    return checked.ok ? { ok: true, value: { event: checked.value, schema, fingerprint, wire: wireOf(id, body) } } : checked
  }
}
