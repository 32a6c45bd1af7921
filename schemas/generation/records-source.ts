import { recordName } from '../avro/avro-type.ts'
import { isObject, objectsOf, textOf, textsOf, type JsonObject } from '../avro/json-object.ts'
import { CatalogueError, type SourceFile } from '../catalogue/files.ts'
import { literal } from './names.ts'

/** Avro's primitives as avsc decodes them: our types name no decoder for a logical type, so that one is read as what it is written as. */
const PRIMITIVES: ReadonlyMap<string, string> = new Map([
  ['null', 'null'],
  ['boolean', 'boolean'],
  ['int', 'number'],
  ['long', 'number'],
  ['float', 'number'],
  ['double', 'number'],
  ['bytes', 'Buffer'],
])

/**
 * Fields that hold ids which have a type of their own (schemas/ids.ts), by their names, or by record and name where the name alone means more. The schemas themselves,
 * which are registered, say it in words only.
 */
const IDS: ReadonlyMap<string, string> = new Map([
  ['agency', 'AgencyId'],
  ['AccessRecord.agency', "AgencyId | ''"],
  ['case_log', 'CaseLogId'],
  ['case_logs', 'CaseLogId'],
  ['into_case_log', 'CaseLogId'],
  ['candidate_log', 'CaseLogId'],
  ['LinkDecided.case_log', "CaseLogId | ''"],
  ['Moved.case_log', "CaseLogId | ''"],
  ['Moved.from', 'CaseLogId'],
  ['person', 'PersonId'],
  ['candidate', 'PersonId'],
  ['candidates', 'PersonId'],
  ['CaseEventIndex.subject', "PersonId | ''"],
  ['SealedPart.owner', "PersonId | ''"],
  ['Merged.id', 'CaseLogId | PersonId'],
  ['Merged.into', 'CaseLogId | PersonId'],
  ['Split.id', 'CaseLogId | PersonId'],
])

/** A record of a file: its own, or one inside it. */
interface Named {
  readonly name: string
  readonly doc: string
  readonly fields: readonly JsonObject[]
}

interface RecordFile {
  readonly file: string
  /** Registry subject: the full name. */
  readonly subject: string
  readonly name: string
  /** Every record of the file, each before those inside it. */
  readonly records: readonly Named[]
}

const lastName = (name: string): string => name.slice(name.lastIndexOf('.') + 1)
const docOf = (holder: JsonObject): string => (textOf(holder.doc) ?? '').replaceAll('*/', '* /')

function recordsIn(type: unknown): readonly Named[] {
  if (Array.isArray(type)) return type.flatMap(recordsIn)
  if (!isObject(type)) return []
  if (type.type !== 'record') return recordsIn(isObject(type.type) || Array.isArray(type.type) ? type.type : type.items)
  const fields = objectsOf(type.fields)
  return [{ name: lastName(textOf(type.name) ?? ''), doc: docOf(type), fields }, ...fields.flatMap((field) => recordsIn(field.type))]
}

function recordFile({ file, source }: SourceFile): RecordFile {
  const subject = recordName(source)
  if (subject === undefined) throw new CatalogueError('not-avro', file, 'is not a record')
  return { file, subject, name: lastName(subject), records: recordsIn(source) }
}

interface Typing {
  readonly file: string
  /** The interface of a record that is named. */
  readonly called: (name: string) => string
  /** What a text is: `string`, or ids. */
  readonly text: string
}

/** TypeScript of a type as avsc decodes it. Throws CatalogueError for what this writes no type of. */
function typed(type: unknown, typing: Typing): string {
  const { file, called, text } = typing
  const inner = (held: unknown): string => typed(held, typing)
  // avsc gives the bare value of a union of null and one type; of others it may wrap it.
  if (Array.isArray(type) && type.length === 2 && type.includes('null')) {
    return `${type
      .filter((branch) => branch !== 'null')
      .map(inner)
      .join('')} | null`
  }
  if (isObject(type)) {
    if (type.type === 'record') return called(lastName(textOf(type.name) ?? ''))
    if (type.type === 'enum') return textsOf(type.symbols).map(literal).join(' | ')
    if (type.type === 'array') {
      const items = inner(type.items)
      return `readonly ${items.includes(' ') ? `(${items})` : items}[]`
    }
    if (type.type !== undefined && type.type !== 'map' && type.type !== 'fixed') return inner(type.type)
  }
  if (type === 'string') return text
  if (typeof type === 'string') return PRIMITIVES.get(type) ?? called(lastName(type))
  throw new CatalogueError(
    'not-avro',
    file,
    'has a type of which no TypeScript is written: a map, a fixed, or a union of more than null and one',
  )
}

const membersOf = ({ name: record, fields }: Named, file: string, called: (name: string) => string) =>
  fields.map((field) => {
    const name = textOf(field.name) ?? '_'
    const text = IDS.get(`${record}.${name}`) ?? IDS.get(name) ?? 'string'
    return { doc: docOf(field), text: `readonly ${name}: ${typed(field.type, { file, called, text })}` }
  })

const shapeOf = (named: Named, file: string): string =>
  membersOf(named, file, (name) => name)
    .map(({ text }) => text)
    .join('\n')

/** The names of records that files write differently. */
function ambiguous(files: readonly RecordFile[]): ReadonlySet<string> {
  const shapes = new Map<string, string>()
  const names = new Set<string>()
  for (const { file, records } of files) {
    for (const named of records) {
      const shape = shapeOf(named, file)
      if ((shapes.get(named.name) ?? shape) !== shape) names.add(named.name)
      shapes.set(named.name, shape)
    }
  }
  return names
}

/** The import of the types of ids that a text names. */
function idImport(text: string): readonly string[] {
  const types = [...new Set([...IDS.values()].flatMap((type) => type.match(/\w+/g) ?? []))]
  const named = types.filter((type) => new RegExp(`\\b${type}\\b`).test(text)).sort()
  return named.length === 0 ? [] : [`import type { ${named.join(', ')} } from '../ids.ts'\n`]
}

const constantKey = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

/**
 * The text of generated/records.ts: an interface per record, and per record inside one, as it is decoded: fields with a default are always there. What files write
 * differently under one name has the name of its file's record before it. Throws CatalogueError.
 */
export function recordsSource(sources: readonly SourceFile[]): string {
  const files = sources.map(recordFile)
  const apart = ambiguous(files)
  const interfaces = new Map<string, string>()
  for (const { file, name: root, records } of files) {
    const called = (name: string): string => (apart.has(name) ? `${root}${name}` : name)
    for (const named of records) {
      const members = membersOf(named, file, called).map(({ doc, text }) => `  /** ${doc} */\n  ${text}\n`)
      const name = called(named.name)
      if (!interfaces.has(name)) interfaces.set(name, `/** ${named.doc} */\nexport interface ${name} {\n${members.join('')}}\n`)
    }
  }
  const subjects = files.map(({ subject, name }) => `\n  ${constantKey(name)}: ${literal(subject)},`).join('')
  return [
    '// Written by schemas/generate.ts from schemas/records/. Do not edit: run `npm run generate`.\n',
    ...idImport([...interfaces.values()].join('')),
    ...interfaces.values(),
    `/** Registry subjects of the records that the bus writes. */\nexport const SUBJECTS = {${subjects}\n} as const\n`,
  ].join('\n')
}
