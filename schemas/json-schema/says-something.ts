import { isOptional } from '../avro/fields.ts'
import { isObject, textOf, type JsonObject } from '../avro/json-object.ts'
import { mustHaveItems, namesSomething, PLAIN_TEXT, STATED_TEXT } from '../codec/says-something.ts'

/** Sets a pattern on the free texts of a schema, which have that of any text: its own, those of its branches, and those of its items. */
function withPattern(schema: JsonObject, pattern: string): JsonObject {
  if (schema.type === 'string' || (Array.isArray(schema.type) && schema.type.includes('string')))
    return schema.pattern === PLAIN_TEXT ? { ...schema, pattern } : schema
  if (Array.isArray(schema.anyOf))
    return { ...schema, anyOf: schema.anyOf.map((branch: unknown) => (isObject(branch) ? withPattern(branch, pattern) : branch)) }
  return isObject(schema.items) ? { ...schema, items: withPattern(schema.items, pattern) } : schema
}

/** The schema of a field of a record, which may not be blank where it names something, and not empty where it is what the event says. */
export function sayingSomething(field: JsonObject, schema: JsonObject): JsonObject {
  const name = textOf(field.name) ?? ''
  const stated = namesSomething(name, field.kind) ? withPattern(schema, STATED_TEXT) : schema
  return stated.type === 'array' && mustHaveItems(name) && !isOptional(field) ? { ...stated, minItems: 1 } : stated
}
