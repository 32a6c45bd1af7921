import { isObject, textOf } from '../avro/json-object.ts'
import type { Code, CodeList } from './event-schema.ts'
import { CatalogueError, type SourceFile } from './files.ts'

const isCode = (value: unknown): value is Code =>
  isObject(value) &&
  typeof value.code === 'string' &&
  value.code !== '' &&
  typeof value.label === 'string' &&
  ['string', 'undefined'].includes(typeof value.from) &&
  ['string', 'undefined'].includes(typeof value.until)

/** A code list from its file, further members of a code (such as `gravity`) kept. Throws CatalogueError. */
export function codeList({ file, source }: SourceFile): CodeList {
  const refuse = (words: string): CatalogueError => new CatalogueError('not-a-code-list', file, words)
  if (!isObject(source)) throw refuse('is not an object')
  const name = textOf(source.name)
  const { version, codes } = source
  if (name === undefined || file !== `codes/${name}.json`) throw refuse('has a name that is not that of its file')
  if (!Number.isInteger(version) || (version as number) < 1) throw refuse('has no version: a whole number from 1')
  if (!Array.isArray(codes) || !codes.every(isCode)) throw refuse('has codes without a code or a label, or dates that are not text')
  if (new Set(codes.map(({ code }) => code)).size !== codes.length) throw refuse('names a code twice')
  return { name, version: version as number, codes }
}
