import { isObject, objectsOf, textOf, type JsonObject } from '../avro/json-object.ts'
import { isOptional, presentType } from '../avro/fields.ts'
import { PLAIN_TEXT } from '../codec/says-something.ts'
import { sayingSomething } from './says-something.ts'
import type { TextName } from './texts.ts'
import type { JsonSchema } from './json-schema.ts'

/** How the parts that come again and again are written: in their place, or once and by reference. */
export interface Parts {
  /** The codes of a list. */
  readonly codes: (list: string) => JsonSchema
  readonly text: (name: TextName) => JsonSchema
  /** A record by its simple Avro name. */
  readonly record: (name: string, schema: JsonSchema) => JsonSchema
}

const LEAST_INT = -(2 ** 31)
const TEXT_OF_FORMAT: Readonly<Record<string, TextName>> = {
  date: 'date',
  'date-time': 'dateTime',
  'date-or-date-time': 'dateOrDateTime',
  uuid: 'uuid',
}

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)
const present = (members: Readonly<Record<string, unknown>>): JsonSchema =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))

/** The same, or null. */
function orNull(schema: JsonSchema): JsonSchema {
  if (typeof schema.type !== 'string') return { anyOf: [schema, { type: 'null' }] }
  return {
    ...schema,
    type: [schema.type, 'null'],
    ...(Array.isArray(schema.enum) ? { enum: [...(schema.enum as readonly unknown[]), null] } : {}),
  }
}

function stringSchema(type: JsonObject, parts: Parts): JsonSchema {
  const list = textOf(type.codeList)
  if (list !== undefined) return parts.codes(list)
  // An event is named by its id.
  const text = type.refersTo === 'event' ? 'uuid' : TEXT_OF_FORMAT[textOf(type.format) ?? '']
  return text === undefined ? present({ type: 'string', maxLength: numberOf(type.maxLength), pattern: PLAIN_TEXT }) : parts.text(text)
}

function recordSchema(type: JsonObject, parts: Parts): JsonSchema {
  const fields = objectsOf(type.fields)
  return parts.record(
    textOf(type.name) ?? '',
    present({
      type: 'object',
      description: textOf(type.doc),
      properties: Object.fromEntries(
        fields.map((field) => [
          textOf(field.name) ?? '',
          present({ description: textOf(field.doc), ...sayingSomething(field, schemaOfAvro(field.type, parts)) }),
        ]),
      ),
      required: fields.filter((field) => !isOptional(field)).map((field) => textOf(field.name)),
      additionalProperties: false,
    }),
  )
}

const integer = (type: JsonObject, least: number, most: number): JsonSchema => ({
  type: 'integer',
  minimum: numberOf(type.minimum) ?? least,
  maximum: numberOf(type.maximum) ?? most,
})

function schemaOfObject(type: JsonObject, parts: Parts): JsonSchema {
  switch (type.type) {
    case 'record':
      return recordSchema(type, parts)
    case 'array':
      return { type: 'array', items: schemaOfAvro(type.items, parts) }
    case 'map':
      return { type: 'object', propertyNames: { pattern: PLAIN_TEXT }, additionalProperties: schemaOfAvro(type.values, parts) }
    case 'string':
      return stringSchema(type, parts)
    case 'int':
      return integer(type, LEAST_INT, -LEAST_INT - 1)
    case 'long':
      return integer(type, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
    default:
      return schemaOfAvro(type.type, parts)
  }
}

/** What an Avro type of an event says of its JSON form. Codes are an enum of their list; an optional field may be null or absent. */
export function schemaOfAvro(type: unknown, parts: Parts): JsonSchema {
  if (Array.isArray(type)) {
    const schema = schemaOfAvro(presentType(type), parts)
    return type.includes('null') ? orNull(schema) : schema
  }
  if (isObject(type)) return schemaOfObject(type, parts)
  switch (type) {
    case 'boolean':
      return { type: 'boolean' }
    case 'int':
    case 'long':
      return schemaOfObject({ type }, parts)
    case 'float':
    case 'double':
      return { type: 'number' }
    default:
      return { type: 'string', pattern: PLAIN_TEXT }
  }
}
