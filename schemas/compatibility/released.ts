import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { schemaFingerprint } from '../avro/canonical.ts'
import { isObject } from '../avro/json-object.ts'
import { readSources, schemasFolder } from '../catalogue/files.ts'
import type { CompatibilityFinding, ReleasedVersion } from './finding.ts'

/** What a wire id names. */
export interface ReleasedId {
  readonly subject: string
  readonly version: number
  /** SHA-256 over the canonical JSON of the schema, hex: a released version is never altered. */
  readonly fingerprint: string
}

export interface Released {
  /** Ascending by subject, then version. */
  readonly versions: readonly ReleasedVersion[]
  /** By wire id: 1, 2, 3 … */
  readonly ids: ReadonlyMap<number, ReleasedId>
  /** What is wrong with the folder itself. */
  readonly findings: readonly CompatibilityFinding[]
}

/** Path below the schemas folder of a released version. */
export const releasedFile = (subject: string, version: number): string => `released/${subject}/${String(version)}.avsc`

const isReleasedId = (value: unknown): value is ReleasedId =>
  isObject(value) && typeof value.subject === 'string' && typeof value.version === 'number' && typeof value.fingerprint === 'string'

/** The parsed ids.json: entries that are none are left out, and then found missing. */
export function parseIds(text: string): ReadonlyMap<number, ReleasedId> {
  const parsed: unknown = JSON.parse(text)
  if (!isObject(parsed)) return new Map()
  return new Map(
    Object.entries(parsed).flatMap(([id, entry]) => (/^[1-9]\d*$/.test(id) && isReleasedId(entry) ? [[Number(id), entry] as const] : [])),
  )
}

function readIds(folder: string): ReadonlyMap<number, ReleasedId> {
  try {
    return parseIds(readFileSync(join(folder, 'released', 'ids.json'), 'utf8'))
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return new Map()
    throw cause
  }
}

function integrity(versions: readonly ReleasedVersion[], ids: ReadonlyMap<number, ReleasedId>): readonly CompatibilityFinding[] {
  const altered = (subject: string, version: number, detail: string): CompatibilityFinding => ({
    rule: 'released-altered',
    subject,
    version,
    path: '',
    detail,
  })
  const entries = [...ids.values()]
  const gaps = entries.flatMap(({ subject, version }, index) =>
    ids.has(index + 1) ? [] : [altered(subject, version, `no schema has the wire id ${String(index + 1)}`)],
  )
  const files = versions.flatMap(({ subject, version, schema }) => {
    const found = entries.filter((entry) => entry.subject === subject && entry.version === version)
    if (found.length !== 1) return [altered(subject, version, 'has not exactly one wire id')]
    if (found[0]?.fingerprint !== schemaFingerprint(schema)) return [altered(subject, version, 'was altered after its release')]
    const follows = version === 1 || versions.some((other) => other.subject === subject && other.version === version - 1)
    return follows ? [] : [altered(subject, version, 'has no version before it')]
  })
  const missing = entries
    .filter(({ subject, version }) => !versions.some((file) => file.subject === subject && file.version === version))
    .map(({ subject, version }) => altered(subject, version, 'has a wire id and no file'))
  return [...gaps, ...files, ...missing]
}

/** Every version that was ever released, ascending by subject, then version. Throws CatalogueError when a file is not JSON. */
export const releasedVersions = (folder = schemasFolder): readonly ReleasedVersion[] =>
  readSources(folder, 'released', '.avsc')
    .flatMap(({ file, source }) => {
      const [, subject = '', version = ''] = /^released\/([^/]+)\/([1-9]\d*)\.avsc$/.exec(file) ?? []
      return subject === '' ? [] : [{ subject, version: Number(version), schema: source }]
    })
    .sort((one, other) => (one.subject === other.subject ? one.version - other.version : one.subject < other.subject ? -1 : 1))

/** A released version and its fingerprint. */
export interface FingerprintedVersion extends ReleasedVersion {
  /** SHA-256 over the canonical JSON of the schema, hex. */
  readonly fingerprint: string
}

const fingerprinted = (folder?: string): readonly FingerprintedVersion[] =>
  releasedVersions(folder).map((version) => ({ ...version, fingerprint: schemaFingerprint(version.schema) }))

let ours: readonly FingerprintedVersion[] | undefined

/** `releasedVersions` with their fingerprints: those of this installation are read and worked out once per process, for a release is never altered. */
export const fingerprintedVersions = (folder?: string): readonly FingerprintedVersion[] =>
  folder === undefined ? (ours ??= fingerprinted()) : fingerprinted(folder)

/** The released versions of a schemas folder, and whether they are as they were released. Throws CatalogueError when a file is not JSON. */
export function readReleased(folder: string): Released {
  const versions = releasedVersions(folder)
  const ids = readIds(folder)
  return { versions, ids, findings: integrity(versions, ids) }
}
