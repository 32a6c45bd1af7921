import { recordName } from '../avro/avro-type.ts'
import { readSources, schemasFolder, type SourceFile } from '../catalogue/files.ts'

/** Parts of the schemas folder whose .avsc are released. */
const PARTS = ['events', 'system', 'records'] as const

export interface CurrentSchema extends SourceFile {
  /** Full record name; empty when the file is no record. */
  readonly subject: string
}

/** Every schema of a folder that has to be released, in the order of subjects. Throws CatalogueError when a file is not JSON. */
export const currentSchemas = (folder: string): readonly CurrentSchema[] =>
  PARTS.flatMap((part) => readSources(folder, part, '.avsc'))
    .map((file) => ({ ...file, subject: recordName(file.source) ?? '' }))
    .sort((one, other) => (one.subject < other.subject ? -1 : 1))

/** The schemas that this release writes with (parsed .avsc), by subject. Throws CatalogueError when a file is not JSON. */
export const schemaSources = (folder = schemasFolder): ReadonlyMap<string, unknown> =>
  new Map(currentSchemas(folder).map(({ subject, source }) => [subject, source]))
