import { isObject, objectsOf, textOf, type JsonObject } from '../avro/json-object.ts'
import { isOptional } from '../avro/fields.ts'
import type { CodeList } from '../catalogue/event-schema.ts'
import { PLAIN_TEXT } from '../codec/says-something.ts'
import { sayingSomething } from './says-something.ts'

/** A schema of JSON Schema 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>

type CodeLists = ReadonlyMap<string, CodeList>

const DATE: JsonSchema = { type: 'string', format: 'date' }
const DATE_TIME: JsonSchema = { type: 'string', format: 'date-time' }

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)
const present = (members: Readonly<Record<string, unknown>>): JsonSchema => Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))

function stringSchema(type: JsonObject, codeLists: CodeLists): JsonSchema {
  const list = textOf(type.codeList)
  if (list !== undefined) return { type: 'string', enum: codeLists.get(list)?.codes.map(({ code }) => code) ?? [] }
  switch (textOf(type.format)) {
    case 'date': return DATE
    case 'date-time': return DATE_TIME
    case 'date-or-date-time': return { anyOf: [DATE, DATE_TIME] }
    case 'uuid': return { type: 'string', format: 'uuid' }
    default: return present({ type: 'string', maxLength: numberOf(type.maxLength), pattern: PLAIN_TEXT })
  }
}

function recordSchema(type: JsonObject, codeLists: CodeLists): JsonSchema {
  const fields = objectsOf(type.fields)
  return present({
    type: 'object',
    description: textOf(type.doc),
    properties: Object.fromEntries(fields.map((field) => [textOf(field.name) ?? '', present({ description: textOf(field.doc), ...sayingSomething(field, schemaOfAvro(field.type, codeLists)) })])),
    required: fields.filter((field) => !isOptional(field)).map((field) => textOf(field.name)),
    additionalProperties: false,
  })
}

function schemaOfObject(type: JsonObject, codeLists: CodeLists): JsonSchema {
  switch (type.type) {
    case 'record': return recordSchema(type, codeLists)
    case 'array': return { type: 'array', items: schemaOfAvro(type.items, codeLists) }
    case 'map': return { type: 'object', propertyNames: { pattern: PLAIN_TEXT }, additionalProperties: schemaOfAvro(type.values, codeLists) }
    case 'string': return stringSchema(type, codeLists)
    case 'int': case 'long': return present({ type: 'integer', minimum: numberOf(type.minimum), maximum: numberOf(type.maximum) })
    default: return schemaOfAvro(type.type, codeLists)
  }
}

/** What an Avro type of an event says of its JSON form. Codes are an enum of their list; an optional field may be null or absent. */
export function schemaOfAvro(type: unknown, codeLists: CodeLists): JsonSchema {
  if (Array.isArray(type)) {
    const branches = type.map((branch) => schemaOfAvro(branch, codeLists))
    return branches.length === 1 ? branches[0] ?? {} : { anyOf: branches }
  }
  if (isObject(type)) return schemaOfObject(type, codeLists)
  switch (type) {
    case 'null': return { type: 'null' }
    case 'boolean': return { type: 'boolean' }
    case 'int': case 'long': return { type: 'integer' }
    case 'float': case 'double': return { type: 'number' }
    default: return { type: 'string', pattern: PLAIN_TEXT }
  }
}
