import { releaseHash } from '../control/release-hash.ts'

/**
 * Where things are in a bundle of evidence: what an export for a court or a regulator is made of. The files of the log (`checkpoint`, `tile/…`) are where
 * C2SP tlog-tiles has them, with the bundle's folder as the log's prefix.
 */
export const BUNDLE = {
  manifest: 'bundle.json',
  records: 'records.jsonl',
  /** Of a selection: the leaves of its records. A whole log has all of its entries. */
  leaves: 'leaves.jsonl',
  quorum: 'policy.tlog',
  keys: 'vkeys.txt',
  releases: 'control/releases.jsonl',
  policies: 'policies/',
  /** The records as FHIR R4 AuditEvents, where they were asked for. */
  fhir: 'fhir/AuditEvent.ndjson',
  sums: 'SHA256SUMS',
} as const

/** A bundle as it is read: a file by its path (with `/` between), and the paths of all files. */
export interface BundleFiles {
  readonly read: (path: string) => Uint8Array | undefined
  readonly paths: readonly string[]
}

/** What the manifest of a bundle says. Nothing is proven by it; it says what the bundle means to be. */
export interface Manifest {
  readonly format: typeof FORMAT
  /** `whole`: the log with all entries and a record of each. `selection`: some records, with the hashes by which the log has them. */
  readonly mode: 'whole' | 'selection'
  /** ISO 8601 in UTC. */
  readonly made: string
  /** First and last time of the records that were asked for; null: no bound. */
  readonly from: string | null
  readonly to: string | null
  /** What else the records were chosen by, and not its values: `case`, `person`, `reader`, `records`. */
  readonly by: readonly string[]
  /** Whether the names of those who read are in it. */
  readonly readers: 'named' | 'withheld'
  /** Id of the access record of the export itself. */
  readonly export: string
}

export const FORMAT = 'throughline.evidence.v1'

/** The policy releases of a bundle, by the name of their folder: the files of each, by path. */
export function releasesIn({ read, paths }: BundleFiles): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const found = new Map<string, Map<string, string>>()
  for (const path of paths) {
    if (!path.startsWith(BUNDLE.policies)) continue
    const [hash = '', ...rest] = path.slice(BUNDLE.policies.length).split('/')
    const files = found.get(hash) ?? new Map<string, string>()
    files.set(rest.join('/'), Buffer.from(read(path) ?? []).toString('utf8'))
    found.set(hash, files)
  }
  return found
}

/** The releases whose files are those of their name. */
export const hasItsName = (hash: string, files: ReadonlyMap<string, string>): boolean => releaseHash(files) === hash
