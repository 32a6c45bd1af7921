import type { Catalogue } from '../catalogue/event-schema.ts'
import { eventJsonSchema } from './event.ts'
import { texts } from './texts.ts'

/** A field that events of every type have. */
export interface CommonField {
  /** Members joined by dots; [] after a list. For example `data.harmed[].role`. */
  readonly path: string
  /** Whether it must be there, where what it is in is there. */
  readonly required: boolean
  readonly meaning: string
  /** In words: for example `text of at most 200 characters`. */
  readonly form: string
  /** Name of the code list that its codes are of. */
  readonly codeList?: string
}

interface Json {
  readonly type?: string | readonly string[]
  readonly const?: string
  readonly enum?: readonly (string | null)[]
  readonly format?: string
  readonly pattern?: string
  readonly maxLength?: number
  readonly description?: string
  readonly anyOf?: readonly Json[]
  readonly items?: Json
  readonly properties?: Readonly<Record<string, Json>>
  readonly required?: readonly string[]
}

const FORMATS = { date: 'a date, as 2026-01-31', 'date-time': 'a date and time with offset, as 2026-01-31T17:05:00Z' } as const

/** A schema without the null that stands for absence. */
function present(schema: Json): Json {
  if (Array.isArray(schema.type)) return { ...schema, type: (schema.type as readonly string[]).filter((type) => type !== 'null').join() }
  const { anyOf = [], ...rest } = schema
  const [one, ...others] = anyOf.filter(({ type }) => type !== 'null')
  return one !== undefined && others.length === 0
    ? { ...rest, ...present(one), ...(rest.description === undefined ? {} : { description: rest.description }) }
    : schema
}

function formOf(schema: Json): string {
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map((one) => formOf(present(one))))].join(', or ')
  if (schema.const !== undefined) return `always ${schema.const}`
  if (schema.enum !== undefined) return 'a code'
  if (schema.pattern === texts.dateOrDateTime.pattern) return `${FORMATS.date}, or ${FORMATS['date-time']}`
  if (schema.format !== undefined) return (FORMATS as Readonly<Record<string, string>>)[schema.format] ?? schema.format
  if (schema.maxLength !== undefined) return `text of at most ${String(schema.maxLength)} characters`
  if (schema.type === 'array') return schema.items?.enum === undefined ? 'a list' : 'a list of codes'
  return schema.type === 'object'
    ? 'an object'
    : schema.type === 'string'
      ? 'text'
      : schema.type === 'boolean'
        ? 'true or false'
        : 'a number'
}

const LIST_IN_WORDS = / ?\((?<list>\w+)\)$/

/** What a field means, and the code list that its description names at its end. */
function meaningOf({ description = '' }: Json): Pick<CommonField, 'meaning' | 'codeList'> {
  const codeList = LIST_IN_WORDS.exec(description)?.groups?.list
  return { meaning: description.replace(LIST_IN_WORDS, ''), ...(codeList === undefined ? {} : { codeList }) }
}

function fieldsOf(schema: Json, at: string, out: (path: string) => boolean): readonly CommonField[] {
  const { properties = {}, required = [] } = schema
  return Object.entries(properties).flatMap(([name, raw]) => {
    const path = at === '' ? name : `${at}.${name}`
    if (out(path)) return []
    const field = present(raw)
    const inside = field.type === 'array' ? present(field.items ?? {}) : field
    return [
      { path, required: required.includes(name), form: formOf(field), ...meaningOf(field) },
      ...fieldsOf(inside, field.type === 'array' ? `${path}[]` : path, out),
    ]
  })
}

/** What the schema of one type cannot say of every type's. */
const SAID_OTHERWISE: Readonly<Record<string, Partial<CommonField>>> = {
  specversion: { meaning: 'The version of CloudEvents' },
  datacontenttype: { meaning: 'What data is written in' },
  type: { form: 'text', meaning: 'The event type, for example behaviour.incident-recorded' },
  data: { meaning: 'What the agency says; its details differ by type' },
}

/** Fields that events of every type have: those of CloudEvents, then those of `data` but its details, in the order of the schema. Throws when the catalogue is empty. */
export function commonFields({ types, codeLists }: Catalogue): readonly CommonField[] {
  const [schema] = types.values()
  if (schema === undefined) throw new Error('There are no event types.')
  return fieldsOf(eventJsonSchema(schema, codeLists) as Json, '', (path) => path === 'data.details').map((field) => ({
    ...field,
    ...SAID_OTHERWISE[field.path],
  }))
}
