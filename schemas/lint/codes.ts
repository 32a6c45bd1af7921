import { fieldsWithPaths, typeAttribute } from '../avro/fields.ts'
import { isObject, objectsOf, textOf, textsOf } from '../avro/json-object.ts'
import { readSources, type SourceFile } from '../catalogue/files.ts'
import type { FileFinding } from './file-finding.ts'

/** Codes by list. */
export type Codes = ReadonlyMap<string, ReadonlySet<string>>

/** Attributes of an event type whose values are on a code list. */
const CODED: readonly (readonly [attribute: string, list: string])[] = [
  ['publishers', 'agency_type'],
  ['purposes', 'purpose'],
  ['lawfulBasis', 'lawful_basis'],
  ['keyClass', 'sensitivity_class'],
  ['retention', 'retention_class'],
]

/** The code lists of a schemas folder. Throws CatalogueError when a file is not JSON. */
export const readCodes = (folder: string): Codes =>
  new Map(
    readSources(folder, 'codes', '.json').flatMap(({ source }) =>
      isObject(source) && typeof source.name === 'string'
        ? [[source.name, new Set(objectsOf(source.codes).flatMap(({ code }) => textOf(code) ?? []))] as const]
        : [],
    ),
  )

/** Code lists that fields name exist. */
export const lintCodeLists = (codes: Codes, { file, source }: SourceFile): readonly FileFinding[] =>
  fieldsWithPaths(source).flatMap(({ path, field }) => {
    const list = textOf(typeAttribute(field, 'codeList'))
    if (list === undefined || codes.has(list)) return []
    return [{ rule: 'unknown-code' as const, file, path, detail: 'names a code list that is not in codes/' }]
  })

/** Publishers, purposes, bases, key class and retention of an event type are codes. */
export const lintAttributes = (codes: Codes, { file, source }: SourceFile): readonly FileFinding[] =>
  CODED.flatMap(([attribute, list]) => {
    const value = isObject(source) ? source[attribute] : undefined
    const given = typeof value === 'string' ? [value] : textsOf(value)
    const known = given.length > 0 && given.every((code) => codes.get(list)?.has(code) === true)
    return known ? [] : [{ rule: 'unknown-code' as const, file, path: '', detail: `must have ${attribute} from the code list ${list}` }]
  })
