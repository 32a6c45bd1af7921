import { isObject, textOf } from '../../../schemas/avro/json-object.ts'
import { releasedVersions, schemaFingerprint } from '../../../schemas/index.ts'

/** A released schema of this installation. */
export interface KnownSchema {
  readonly subject: string
  /** 1, 2, 3 … per subject. */
  readonly version: number
  /** The parsed .avsc. */
  readonly schema: unknown
  /** Hex. */
  readonly fingerprint: string
  /** CloudEvents type that it is for; undefined for records of our own. */
  readonly eventType: string | undefined
}

const read = (folder?: string): readonly KnownSchema[] =>
  releasedVersions(folder).map(({ subject, version, schema }) => ({
    subject,
    version,
    schema,
    fingerprint: schemaFingerprint(schema),
    eventType: isObject(schema) ? textOf(schema.eventType) : undefined,
  }))

let own: readonly KnownSchema[] | undefined

/** Every released schema, ascending by subject, then version. `folder`: the schemas folder; default: this installation's, which is read once: a release is never altered. */
export const knownSchemas = (folder?: string): readonly KnownSchema[] => (folder === undefined ? (own ??= read()) : read(folder))
