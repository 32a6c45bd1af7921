import { createHash } from 'node:crypto'
import type { Numbering, NumberingDifference } from '../../core/control/numberings.ts'
import type { KnownSchema } from '../../infra/registry/numbered/known-schemas.ts'

const MOST_LINES = 10

/** What to do about a registry that differs. */
export const REMEDY = [
  "Nothing is lost: what is in the logs is read by the control log's ids. But nothing may be written while two numberings are about.",
  "If SCHEMA_REGISTRY_URL is wrong, put it right. If the registry's database was lost or is older, restore the newest copy of it and start again.",
  'If there is no copy: throughline schemas publish --renumber registers everything in this registry, and notes its ids in the control log; then start again.',
].join('\n')

/** A numbering in one short word, to compare by eye: the first 16 digits of the SHA-256 over its ids and fingerprints. */
export const numberingWord = (numbering: Numbering): string =>
  createHash('sha256')
    .update(JSON.stringify([...numbering].toSorted(([one], [other]) => one - other)))
    .digest('hex')
    .slice(0, 16)

/** Differences in lines, the first ten of them. */
export function differenceLines(differences: readonly NumberingDifference[], versions: readonly KnownSchema[]): readonly string[] {
  const names = new Map(versions.map(({ fingerprint, subject, version }) => [fingerprint, `${subject}, version ${String(version)}`]))
  const lines = differences.map(({ schema, recorded, found }) => {
    const name = names.get(schema) ?? `The schema ${schema}`
    if (recorded === undefined) return `${name}: id ${String(found)} in the registry, which the control log has for another schema`
    return found === undefined
      ? `${name}: id ${String(recorded)} in the control log, not in the registry`
      : `${name}: id ${String(recorded)} in the control log, ${String(found)} in the registry`
  })
  return lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES), `… and ${String(lines.length - MOST_LINES)} more`]
}

/** The whole of it: how many differ, which, and what to do. */
export const differsText = (differences: readonly NumberingDifference[], versions: readonly KnownSchema[]): string =>
  [
    `The schema registry is not the one that the control log knows: it numbers ${String(differences.length)} schema(s) otherwise.`,
    ...differenceLines(differences, versions),
    REMEDY,
  ].join('\n')
