import { canonicalJson } from '../avro/canonical.ts'
import { isObject, objectsOf } from '../avro/json-object.ts'
import type { SourceFile } from '../catalogue/files.ts'
import type { FileFinding } from './file-finding.ts'

/** The opening fields of an event type as text, namespaces of their records left out: each type inlines them under its own. */
const opening = (source: unknown): string => {
  const fields = isObject(source) ? objectsOf(source.fields).filter(({ name }) => name !== 'details') : []
  return canonicalJson(fields).replaceAll(/"namespace":"[A-Za-z0-9_.]*"/g, '"namespace":""')
}

/** Every type opens with the same fields: those that differ from most. */
export function lintOpening(events: readonly SourceFile[]): readonly FileFinding[] {
  const forms = Map.groupBy(events, ({ source }) => opening(source))
  const usual = [...forms.values()].reduce<readonly SourceFile[]>((most, files) => (files.length > most.length ? files : most), [])
  return events
    .filter((file) => !usual.includes(file))
    .map(({ file }) => ({ rule: 'opening-differs' as const, file, path: '', detail: 'must open with the same fields as every other type' }))
}
