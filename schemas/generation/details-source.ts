import { detailFields, isOptional, presentType, typeAttribute } from '../avro/fields.ts'
import { isObject, objectsOf, textOf, type JsonObject } from '../avro/json-object.ts'
import type { SourceFile } from '../catalogue/files.ts'
import { codeTypeName, detailsTypeName, literal } from './names.ts'

/** TypeScript of an Avro type as the wire has it, and the code lists it names. */
interface Typed {
  readonly text: string
  readonly lists: readonly string[]
}

const PRIMITIVES: ReadonlyMap<unknown, string> = new Map([
  ['string', 'string'],
  ['boolean', 'boolean'],
  ['int', 'number'],
  ['long', 'number'],
  ['float', 'number'],
  ['double', 'number'],
])

function typed(type: unknown, list: unknown): Typed {
  if (isObject(type) && type.type === 'array') {
    const { text, lists } = typed(type.items, list)
    return { text: `readonly ${text.includes(' ') && !text.startsWith('{') ? `(${text})` : text}[]`, lists }
  }
  if (isObject(type) && type.type === 'record') {
    const members = objectsOf(type.fields).map(member)
    return { text: `{ ${members.map(({ text }) => text).join('; ')} }`, lists: members.flatMap(({ lists }) => lists) }
  }
  if (typeof list === 'string') return { text: codeTypeName(list), lists: [list] }
  return { text: PRIMITIVES.get(isObject(type) ? type.type : type) ?? 'unknown', lists: [] }
}

function member(field: JsonObject): Typed {
  const { text, lists } = typed(presentType(field.type), typeAttribute(field, 'codeList'))
  const optional = isOptional(field)
  return { text: `readonly ${textOf(field.name) ?? '_'}${optional ? '?' : ''}: ${text}${optional ? ' | null' : ''}`, lists }
}

/** The text of generated/details.ts: an interface per event type's details, with the names of the wire. */
export function detailsSource(events: readonly SourceFile[]): string {
  const types = events
    .flatMap(({ source }) => {
      const type = isObject(source) ? textOf(source.eventType) : undefined
      if (!isObject(source) || type === undefined) return []
      const members = detailFields(source).map((field) => ({ ...member(field), doc: textOf(field.doc) ?? '' }))
      return [{ type, title: textOf(source.title) ?? '', members }]
    })
    .sort((one, other) => (one.type < other.type ? -1 : 1))
  const lists = [...new Set(types.flatMap(({ members }) => members.flatMap((each) => each.lists)).map(codeTypeName))].sort()
  const interfaces = types.map(
    ({ type, title, members }) =>
      `/** ${title.replaceAll('*/', '* /')}: details of \`${type}\`. */\nexport interface ${detailsTypeName(type)} {\n${members
        .map(({ text, doc }) => `  /** ${doc.replaceAll('*/', '* /')} */\n  ${text}\n`)
        .join('')}}\n`,
  )
  const byType = types.map(({ type }) => `  readonly ${literal(type)}: ${detailsTypeName(type)}\n`)
  return [
    '// Written by schemas/generate.ts from schemas/events/. Do not edit: run `npm run generate`.\n',
    `import type {${lists.map((list) => `\n  ${list},`).join('')}\n} from './codes.ts'\n`,
    ...interfaces,
    `/** Details by event type. */\nexport interface DetailsByType {\n${byType.join('')}}\n`,
  ].join('\n')
}
