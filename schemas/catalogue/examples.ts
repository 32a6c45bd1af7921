import { isObject } from '../avro/json-object.ts'
import { readSources, schemasFolder } from './files.ts'

/** An event of each type as its agency would send it, by type: CloudEvents JSON, of made-up people; schemas/examples/<family>/<event>.json. */
export const loadExamples = (folder = schemasFolder): ReadonlyMap<string, Readonly<Record<string, unknown>>> =>
  new Map(
    readSources(folder, 'examples', '.json').flatMap(({ source }) =>
      isObject(source) && typeof source.type === 'string' ? [[source.type, source]] : [],
    ),
  )
