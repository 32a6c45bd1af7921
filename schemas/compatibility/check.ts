import type { Type } from 'avsc'
import { avroType } from '../avro/avro-type.ts'
import { compareAttributes } from './attributes.ts'
import type { CompatibilityFinding, ReleasedVersion } from './finding.ts'
import { unreadablePaths } from './resolution.ts'

const built = (source: unknown): Type | undefined => {
  try {
    return avroType(source)
  } catch {
    return undefined
  }
}

function againstVersion(current: unknown, reader: Type, released: ReleasedVersion): readonly CompatibilityFinding[] {
  const { subject, version, schema } = released
  const writer = built(schema)
  if (writer === undefined) return [{ rule: 'not-avro', subject, version, path: '', detail: 'the released version is not an Avro schema' }]
  const backward = unreadablePaths(reader, writer).map((path) => ({
    rule: 'cannot-read-released' as const,
    subject,
    version,
    path,
    detail: 'could not be read from a value that the released version wrote: a new field needs a default',
  }))
  const forward = unreadablePaths(writer, reader).map((path) => ({
    rule: 'released-cannot-read' as const,
    subject,
    version,
    path,
    detail: 'could not be read by the released version: only a field that has a default may go',
  }))
  return [...backward, ...forward, ...compareAttributes(current, released)]
}

/**
 * FULL_TRANSITIVE: a schema and every released version of its subject read each other, no class, key class or index mark is laxer
 * than in any of them, and no unit, scale, length or range is another. Pure. `current` must have passed the lint: neither it nor a released version holds itself.
 */
export function checkCompatibility(
  subject: string,
  current: unknown,
  released: readonly ReleasedVersion[],
): readonly CompatibilityFinding[] {
  const reader = built(current)
  if (reader === undefined) return [{ rule: 'not-avro', subject, version: 0, path: '', detail: 'is not an Avro schema' }]
  return released.flatMap((version) => againstVersion(current, reader, version))
}
