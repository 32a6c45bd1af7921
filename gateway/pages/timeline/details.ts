import type { DetailField } from '../../../schemas/catalogue/event-schema.ts'
import { codeLabel, codeWords } from './codes.ts'
import { agencyWords, type WordsContext } from './context.ts'
import { dateWords } from './dates.ts'
import { eventLine } from './event-reference.ts'
import { geoWords } from './geo.ts'
import { listOf, recordOf, type Data } from './json.ts'
import { labelOf } from './labels.ts'
import { line, type DetailLine } from './line.ts'
import { peopleByKey } from './people.ts'
import { jsonWords, plainLeaf } from './plain-json.ts'

/** A member of staff: `<agency>:<staff id>` with the agency by name; of a reduced form the agency alone. */
function staffWords(value: unknown, context: WordsContext): string {
  const { agency } = recordOf(value)
  if (typeof agency === 'string') return `Somebody at ${agencyWords(context, agency)}`
  const text = String(value)
  const at = text.indexOf(':')
  return at === -1 ? agencyWords(context, text) : `${text.slice(at + 1)} at ${agencyWords(context, text.slice(0, at))}`
}

/** A leaf of a JSON field: a person by the key of the event, a code by the list of its name, else as it is. */
const jsonLeaf =
  ({ catalogue }: WordsContext, people: ReadonlyMap<unknown, string>) =>
  (name: string, value: unknown): string =>
    people.get(value) ?? codeLabel(catalogue, name, value) ?? plainLeaf(value)

/** One value of a field in words. Never nothing: what is disclosed is on the page. */
function valueWords(field: DetailField, value: unknown, context: WordsContext, people: ReadonlyMap<unknown, string>): string {
  if (field.refersTo === 'staff') return staffWords(value, context)
  if (typeof value === 'object' && value !== null) return jsonWords(value, jsonLeaf(context, people))
  if (field.codeList !== undefined) return codeWords(context.catalogue, field.codeList, value)
  if (field.refersTo === 'person') return people.get(value) ?? String(value)
  switch (field.kind) {
    case 'date':
    case 'datetime':
      return dateWords(String(value))
    case 'agency':
      return agencyWords(context, String(value))
    case 'geo':
      return geoWords(String(value))
    case 'bool':
    case 'text':
    case 'code':
    case 'codes':
    case 'int':
    case 'ref':
    case 'refs':
    case 'address':
    case 'json':
      return plainLeaf(value)
  }
}

/** The details of an event in words: in the order of its schema, then what this version has no field for. Only what was disclosed is there. */
export function detailLines(type: string, data: Data, context: WordsContext): readonly DetailLine[] {
  const details = recordOf(data.details)
  const people = peopleByKey(data)
  const fields = context.catalogue.types.get(type)?.details ?? []
  const known = fields.flatMap((field) => {
    const values = listOf(details[field.name])
    if (field.refersTo === 'event') return eventLine(labelOf(field.name), values, context)
    return line(labelOf(field.name), ...values.map((value) => valueWords(field, value, context, people)))
  })
  const names = new Set(fields.map(({ name }) => name))
  const others = Object.entries(details).filter(([name]) => !names.has(name))
  return [
    ...known,
    ...others.flatMap(([name, value]) => line(labelOf(name), ...listOf(value).map((one) => jsonWords(one, jsonLeaf(context, people))))),
  ]
}
