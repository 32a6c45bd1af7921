import { schemaFingerprint } from '../avro/canonical.ts'
import { checkCompatibility } from './check.ts'
import type { CurrentSchema } from './current.ts'
import type { CompatibilityFinding } from './finding.ts'
import type { Released } from './released.ts'

/** A schema whose present form is not its newest released version. */
export interface Unreleased {
  readonly subject: string
  /** Version that it becomes when released. */
  readonly version: number
  readonly text: string
  readonly fingerprint: string
}

/** The schemas that a release would add, in the order of subjects. */
export const unreleased = (current: readonly CurrentSchema[], released: Released): readonly Unreleased[] =>
  current.flatMap(({ subject, source, text }) => {
    const newest = released.versions.findLast((version) => version.subject === subject)
    const fingerprint = schemaFingerprint(source)
    if (newest !== undefined && schemaFingerprint(newest.schema) === fingerprint) return []
    return [{ subject, version: (newest?.version ?? 0) + 1, text, fingerprint }]
  })

/** Every schema held against every released version of it; no released subject may go, and no two files may have one subject. */
export function gate(current: readonly CurrentSchema[], released: Released): readonly CompatibilityFinding[] {
  if (released.findings.length > 0) return released.findings
  const subjects = new Set(current.map(({ subject }) => subject))
  const gone = [...new Set(released.versions.map(({ subject }) => subject))]
    .filter((subject) => !subjects.has(subject))
    .map((subject) => ({ rule: 'missing' as const, subject, version: 0, path: '', detail: 'was released and has no .avsc any more' }))
  const twice = current
    .filter(({ subject }, index) => current[index - 1]?.subject === subject)
    .map(({ subject, file }) => ({
      rule: 'named-twice' as const,
      subject,
      version: 0,
      path: '',
      detail: `${file} has the record name of another file`,
    }))
  const compatibility = current.flatMap(({ subject, source }) => {
    const fingerprint = schemaFingerprint(source)
    const others = released.versions.filter((version) => version.subject === subject && schemaFingerprint(version.schema) !== fingerprint)
    return others.length === 0 ? [] : checkCompatibility(subject, source, others)
  })
  return [...gone, ...twice, ...compatibility]
}
