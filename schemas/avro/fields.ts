import { isObject, objectsOf, textOf, textsOf, type JsonObject } from './json-object.ts'

/** A field of a record, wherever it stands in the schema. */
export interface FieldAtPath {
  /** Names from the root, joined by dots, through arrays, maps and unions: `details.pairs.subject`. */
  readonly path: string
  readonly field: JsonObject
}

/** Deeper than any schema that the lint lets through: a stop for hostile ones. */
const DEEPEST = 64

/** What a type holds: branches of a union, items of an array, values of a map. */
const inner = (type: unknown): readonly unknown[] => {
  if (Array.isArray(type)) return type
  if (!isObject(type)) return []
  if (type.type === 'array') return [type.items]
  if (type.type === 'map') return [type.values]
  return isObject(type.type) || Array.isArray(type.type) ? [type.type] : []
}

function fieldsBelow(type: unknown, above: string, depth: number): readonly FieldAtPath[] {
  if (depth > DEEPEST) return []
  if (isObject(type) && type.type === 'record') {
    return objectsOf(type.fields).flatMap((field) => {
      const path = above + (textOf(field.name) ?? '?')
      return [{ path, field }, ...fieldsBelow(field.type, `${path}.`, depth + 1)]
    })
  }
  return inner(type).flatMap((held) => fieldsBelow(held, above, depth + 1))
}

/** Every field of a parsed .avsc, each record before its own fields. A type named a second time is not entered again. */
export const fieldsWithPaths = (source: unknown): readonly FieldAtPath[] => fieldsBelow(source, '', 0)

/** The type of a field without the null of an optional one. */
export function presentType(type: unknown): unknown {
  if (!Array.isArray(type)) return type
  const rest = type.filter((branch) => branch !== 'null')
  return rest.length === 1 ? rest[0] : type
}

/** True when a writer may leave the field null. */
export const isOptional = (field: JsonObject): boolean => Array.isArray(field.type) && field.type.includes('null')

/** The sensitivity class of a field: its one Confluent tag. */
export const classOf = (field: JsonObject): string | undefined => textsOf(field['confluent:tags'])[0]

/** An attribute of the field's type, or of the items of an array. */
export function typeAttribute(field: JsonObject, name: string): unknown {
  const type = presentType(field.type)
  if (!isObject(type)) return undefined
  const holder = type.type === 'array' ? type.items : type.type === 'map' ? type.values : type
  return isObject(holder) ? holder[name] : undefined
}

/** The fields of `details` of an event type. */
export function detailFields(source: unknown): readonly JsonObject[] {
  const details = isObject(source) ? objectsOf(source.fields).find((field) => field.name === 'details') : undefined
  return isObject(details?.type) ? objectsOf(details.type.fields) : []
}
