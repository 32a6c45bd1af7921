import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** The folder that holds events/, system/, records/, codes/, released/. */
export const schemasFolder = join(import.meta.dirname, '..')

/** A file of the catalogue cannot be used. `file` is its path below the schemas folder. */
export class CatalogueError extends Error {
  readonly code: 'not-json' | 'not-avro' | 'not-an-event-type' | 'not-a-code-list' | 'named-twice'
  readonly file: string
  constructor(code: CatalogueError['code'], file: string, words: string, cause?: unknown) {
    super(`${file}: ${words}`, { cause })
    this.name = 'CatalogueError'
    this.code = code
    this.file = file
  }
}

export interface SourceFile {
  /** Path below the schemas folder, with forward slashes. */
  readonly file: string
  readonly text: string
  /** The parsed JSON. */
  readonly source: unknown
}

const parse = (file: string, text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw new CatalogueError('not-json', file, 'is not JSON', cause)
  }
}

/** The JSON files with this ending in a part of the schemas folder, sorted by path; none when the part is not there. Throws CatalogueError. */
export function readSources(folder: string, part: string, ending: '.avsc' | '.json'): readonly SourceFile[] {
  const names = (() => {
    try {
      return readdirSync(join(folder, part), { recursive: true, encoding: 'utf8' })
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw cause
    }
  })()
  return names
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, part, name))
    .map((path) => ({ path, file: relative(folder, path).split(sep).join('/') }))
    .sort((one, other) => (one.file < other.file ? -1 : 1))
    .map(({ path, file }) => {
      const text = readFileSync(path, 'utf8')
      return { file, text, source: parse(file, text) }
    })
}
