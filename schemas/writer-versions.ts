import { loadRecords } from './catalogue/records.ts'
import { fingerprintedVersions } from './compatibility/released.ts'

/** A schema version that bytes in the logs and the store may have been written with: a released one, or the current one. */
export interface WriterVersion {
  /** Registry subject: the full record name. */
  readonly subject: string
  /** Avro schema, parsed JSON. */
  readonly schema: unknown
  /** SHA-256 over its canonical JSON, hex. */
  readonly fingerprint: string
}

let known: readonly WriterVersion[] | undefined

/** Every version that was ever released, and the records of this installation. Put together once per process: a release is never altered. */
export function writerVersions(): readonly WriterVersion[] {
  known ??= [
    ...fingerprintedVersions(),
    ...[...loadRecords().values()].map(({ subject, source, fingerprint }) => ({ subject, schema: source, fingerprint })),
  ]
  return known
}
