import { isObject, textOf } from '../../../schemas/avro/json-object.ts'
import { fingerprintedVersions, type FingerprintedVersion } from '../../../schemas/index.ts'

/** A released schema of this installation. */
export interface KnownSchema extends FingerprintedVersion {
  /** CloudEvents type that it is for; undefined for records of our own. */
  readonly eventType: string | undefined
}

const withType = (version: FingerprintedVersion): KnownSchema => ({
  ...version,
  eventType: isObject(version.schema) ? textOf(version.schema.eventType) : undefined,
})

let own: readonly KnownSchema[] | undefined

/** Every released schema, ascending by subject, then version. `folder`: the schemas folder; default: this installation's, which is read once: a release is never altered. */
export const knownSchemas = (folder?: string): readonly KnownSchema[] =>
  folder === undefined ? (own ??= fingerprintedVersions().map(withType)) : fingerprintedVersions(folder).map(withType)
