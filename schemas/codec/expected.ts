import { isOptional, presentType } from '../avro/fields.ts'
import { isObject, objectsOf, textOf, type JsonObject } from '../avro/json-object.ts'
import type { CodeList } from '../catalogue/event-schema.ts'
import { formats } from './formats.ts'

type CodeLists = ReadonlyMap<string, CodeList>

/** As many codes as a person reads in an error; of longer lists the address is named. */
export const FEW_CODES = 20

/** Where a code list can be read. */
export const addressOf = (list: string): string => `/v1/code-lists/${list}`

/** The codes of a list, or where they are. */
export const codesInWords = ({ name, codes }: CodeList): string =>
  codes.length <= FEW_CODES ? codes.map(({ code }) => code).join(', ') : `see ${addressOf(name)} for its ${String(codes.length)} codes`

function textInWords({ codeList, format, refersTo, maxLength }: JsonObject, lists: CodeLists): string {
  const list = lists.get(textOf(codeList) ?? '')
  if (list !== undefined) return `a code of the list ${list.name} (${codesInWords(list)})`
  const known = formats[textOf(format) ?? '']
  if (known !== undefined) return known.expected
  if (refersTo === 'event') return 'the id of an event: a UUID in lower case'
  return typeof maxLength === 'number' ? `a text of at most ${String(maxLength)} characters` : 'a text'
}

const ATTRIBUTES = ['format', 'maxLength', 'refersTo', 'codeList', 'minimum', 'maximum']
const attributesOf = (schema: JsonObject): JsonObject =>
  Object.fromEntries(ATTRIBUTES.filter((name) => schema[name] !== undefined).map((name) => [name, schema[name]]))

/** Each record's own fields that it cannot do without. */
const neededBy = (record: JsonObject): readonly string[] =>
  objectsOf(record.fields)
    .filter((field) => !isOptional(field))
    .map(({ name }) => String(name))

function inWords(type: unknown, above: JsonObject, lists: CodeLists): string {
  const present = presentType(type)
  const [name, at] = isObject(present) ? [present.type, { ...above, ...attributesOf(present) }] : [present, above]
  switch (name) {
    case 'string':
      return textInWords(at, lists)
    case 'boolean':
      return 'true or false'
    case 'int':
    case 'long':
      return typeof at.minimum === 'number' && typeof at.maximum === 'number'
        ? `a whole number from ${String(at.minimum)} to ${String(at.maximum)}`
        : 'a whole number'
    case 'float':
    case 'double':
      return 'a number'
    case 'array':
      return isObject(present) ? `a list, each item ${inWords(present.items, at, lists)}` : 'a list'
    case 'map':
      return isObject(present) ? `an object, each value ${inWords(present.values, at, lists)}` : 'an object'
    case 'record':
      return isObject(present) ? `an object with ${neededBy(present).join(', ')}` : 'an object'
    default:
      return isObject(name) || Array.isArray(name) ? inWords(name, at, lists) : 'an object'
  }
}

/** What a field of a parsed .avsc must be, in words that finish "Must be …". */
export const expectedOf = (field: JsonObject, lists: CodeLists): string => inWords(field.type, attributesOf(field), lists)
