import { fieldsWithPaths } from '../avro/fields.ts'
import { isObject, textOf } from '../avro/json-object.ts'
import { readSources, type SourceFile } from '../catalogue/files.ts'
import { lintAttributes, lintCodeLists, readCodes } from './codes.ts'
import type { FileFinding } from './file-finding.ts'
import { lintSchema } from './lint.ts'
import { listedMetaText } from './meta-text.ts'
import { lintNames } from './names.ts'
import { lintOpening } from './opening.ts'

/** Listed free text of class META that its schema has no more. */
function lintLists(sources: readonly SourceFile[]): readonly FileFinding[] {
  const byType = new Map(sources.map(({ source }) => [isObject(source) ? (textOf(source.eventType) ?? '') : '', source]))
  return Object.entries(listedMetaText())
    .filter(([type]) => byType.has(type))
    .flatMap(([type, paths]) => {
      const known = new Set(fieldsWithPaths(byType.get(type)).map(({ path }) => path))
      return paths
        .filter((path) => !known.has(path))
        .map((path) => ({
          rule: 'stale-list' as const,
          file: 'lint/meta-text.json',
          path,
          detail: `${type} has no such field: take it off the list`,
        }))
    })
}

/**
 * Findings of the lint over every schema of a folder and, when there are none, on how the files fit together.
 * Throws CatalogueError when a file is not JSON.
 */
export function lintFolder(folder: string): readonly FileFinding[] {
  const events = readSources(folder, 'events', '.avsc')
  const system = readSources(folder, 'system', '.avsc')
  const each = [...events, ...system, ...readSources(folder, 'records', '.avsc')].flatMap(({ file, source }) =>
    lintSchema(source).map((finding) => ({ ...finding, file })),
  )
  if (each.length > 0) return each
  const codes = readCodes(folder)
  return [
    ...events.flatMap((file) => lintNames('events', file)),
    ...system.flatMap((file) => lintNames('system', file)),
    ...[...events, ...system].flatMap((file) => lintCodeLists(codes, file)),
    ...events.flatMap((file) => lintAttributes(codes, file)),
    ...lintOpening(events),
    ...lintLists([...events, ...system]),
  ]
}
