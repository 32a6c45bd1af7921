import type { SourceFile } from '../catalogue/files.ts'
import { isObject, objectsOf, textOf } from '../avro/json-object.ts'
import { codeTypeName, literal } from './names.ts'

/** Lists that are also written as constant arrays. */
const ARRAYS: readonly (readonly [list: string, constant: string])[] = [
  ['sensitivity_class', 'classCodes'],
  ['purpose', 'purposes'],
  ['break_glass_outcome', 'breakGlassOutcomes'],
]

const union = (members: readonly string[]): string =>
  members.length === 0 ? ' never' : members.map((member) => `\n  | ${literal(member)}`).join('')

/** The text of generated/codes.ts: a union per code list, and the names of the event types. */
export function codesSource(codes: readonly SourceFile[], events: readonly SourceFile[], system: readonly SourceFile[]): string {
  const lists = codes.flatMap(({ source }) => {
    const name = isObject(source) ? textOf(source.name) : undefined
    return isObject(source) && name !== undefined
      ? [{ name, codes: objectsOf(source.codes).flatMap((code) => textOf(code.code) ?? []) }]
      : []
  })
  const types = (files: readonly SourceFile[]): readonly string[] =>
    files.flatMap(({ source }) => (isObject(source) ? (textOf(source.eventType) ?? []) : [])).sort()
  const arrays = ARRAYS.map(([list, constant]) => {
    const members = lists.find(({ name }) => name === list)?.codes ?? []
    const lines = members.map((member) => `\n  ${literal(member)},`).join('')
    return `/** Codes of ${list}, in the order of the list. */\nexport const ${constant} = [${lines}\n] as const\n`
  })
  return [
    '// Written by schemas/generate.ts from schemas/codes/ and the event types. Do not edit: run `npm run generate`.\n',
    ...lists.map(({ name, codes: members }) => `/** Codes of ${name}. */\nexport type ${codeTypeName(name)} =${union(members)}\n`),
    `/** Event types that agencies publish. */\nexport type EventType =${union(types(events))}\n`,
    `/** Event types that the bus itself writes. */\nexport type SystemEventType =${union(types(system))}\n`,
    ...arrays,
  ].join('\n')
}
