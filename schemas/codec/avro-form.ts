import avro from 'avsc'
import type { Type } from 'avsc'
import type { Catalogue } from '../catalogue/event-schema.ts'
import type { AgencyEvent, EventData } from './agency-event.ts'

type Convert = (value: unknown) => unknown

/** The two forms of a value: Avro's, where what is absent is null, and JSON's, where it is left out. */
export interface AvroForm {
  /** Fills absent optional fields with null where avsc does not: it writes a field's default by itself. */
  readonly fill: Convert
  /** Leaves out fields that are null, and gives plain objects. */
  readonly strip: Convert
}

const asIs: Convert = (value) => value
const unchanged: AvroForm = { fill: asIs, strip: asIs }

/**
 * Conversions for a type, compiled once. The value must be of the type (see `createEventChecker`); fields that the type does not have are dropped.
 */
export function createAvroForm(type: Type): AvroForm {
  const { types } = avro
  if (type instanceof types.RecordType)
    return recordForm(
      type.fields.map((field) => ({
        name: field.name,
        form: createAvroForm(field.type),
        written: field.defaultValue() === null || !isNullable(field.type),
      })),
    )
  if (type instanceof types.ArrayType) return eachItem(createAvroForm(type.itemsType))
  if (type instanceof types.MapType) return { fill: asIs, strip: (value) => ({ ...(value as object) }) }
  if (type instanceof types.UnwrappedUnionType)
    return optional(type.types.filter((branch) => branch.typeName !== 'null').map(createAvroForm))
  return unchanged
}

const isNullable = (type: Type): boolean =>
  type instanceof avro.types.UnwrappedUnionType && type.types.some((branch) => branch.typeName === 'null')

function optional(branches: readonly AvroForm[]): AvroForm {
  const [form = unchanged, ...others] = branches
  if (form === unchanged && others.every((other) => other === unchanged)) return unchanged
  if (others.length > 0) throw new TypeError('The schema has a union that is not of null and one type.')
  return {
    fill: form.fill === asIs ? asIs : (value) => (value == null ? null : form.fill(value)),
    strip: (value) => (value == null ? value : form.strip(value)),
  }
}

function eachItem(item: AvroForm): AvroForm {
  if (item === unchanged) return unchanged
  return {
    fill: item.fill === asIs ? asIs : (value) => (value as unknown[]).map(item.fill),
    strip: (value) => (value as unknown[]).map(item.strip),
  }
}

interface FieldForm {
  readonly name: string
  readonly form: AvroForm
  /** avsc writes it when it is absent, or it may not be. */
  readonly written: boolean
}

function recordForm(fields: readonly FieldForm[]): AvroForm {
  const convert =
    (way: keyof AvroForm, keepNull: boolean): Convert =>
    (value) => {
      const from = value as Readonly<Record<string, unknown>>
      const to: Record<string, unknown> = {}
      for (const { name, form } of fields) {
        const member = from[name]
        if (member !== undefined && member !== null) to[name] = form[way](member)
        else if (keepNull) to[name] = null
      }
      return to
    }
  const complete = fields.every(({ form, written }) => written && form.fill === asIs)
  return { fill: complete ? asIs : convert('fill', true), strip: convert('strip', false) }
}

/** The Avro form of events' data, by event type. */
export interface EventForms {
  /** The data of a checked event as avsc encodes it. Throws a RangeError for a type that the catalogue does not have. */
  toAvro(event: Pick<AgencyEvent, 'type' | 'data'>): unknown
  /** Decoded data as JSON has it. Throws a RangeError for a type that the catalogue does not have. */
  fromAvro(type: string, value: unknown): EventData
}

/** Compiles the form of a type of the catalogue once, when an event of it comes. */
export function createEventForms(catalogue: Catalogue): EventForms {
  const forms = new Map<string, AvroForm>()
  const compile = (type: string): AvroForm => {
    const schema = catalogue.types.get(type)
    if (schema === undefined) throw new RangeError('Not an event type of the catalogue.')
    const form = createAvroForm(schema.avro)
    forms.set(type, form)
    return form
  }
  const formOf = (type: string): AvroForm => forms.get(type) ?? compile(type)
  return {
    toAvro: ({ type, data }) => formOf(type).fill(data),
    fromAvro: (type, value) => formOf(type).strip(value) as EventData,
  }
}
