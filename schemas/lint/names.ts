import { recordName } from '../avro/avro-type.ts'
import { isObject, textOf } from '../avro/json-object.ts'
import type { SourceFile } from '../catalogue/files.ts'
import { pascalCase } from '../generation/names.ts'
import type { FileFinding } from './file-finding.ts'

/** The event type, the file and the record name say the same. */
export function lintNames(part: 'events' | 'system', { file, source }: SourceFile): readonly FileFinding[] {
  const type = isObject(source) ? textOf(source.eventType) : undefined
  const match = /^([a-z]+)\.([a-z]+(?:-[a-z]+)*)$/.exec(type ?? '')
  const [, family = '', event = ''] = match ?? []
  const wrong = (detail: string): FileFinding => ({ rule: 'wrong-name', file, path: '', detail })
  if (match === null) return [wrong('must have an eventType of the form family.event-that-happened')]
  return [
    ...(file === `${part}/${family}/${event}.avsc` ? [] : [wrong('must be named after its eventType')]),
    ...(recordName(source) === `uk.throughline.${family}.${pascalCase(event)}`
      ? []
      : [wrong('must have a record name made from its eventType')]),
  ]
}
