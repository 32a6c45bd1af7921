import { canonicalJson, schemaFingerprint } from '../../../schemas/avro/canonical.ts'
import { isObject, textOf, type JsonObject } from '../../../schemas/avro/json-object.ts'

/**
 * Attribute of a published schema: its fingerprint in this repository. Registries write schemas anew (a namespace that its surroundings imply
 * is dropped, members are put in another order), so that the fingerprint, which chains hold, cannot be made from what they answer.
 */
const FINGERPRINT = 'throughline:fingerprint'

/** The text that is registered for a schema: the same for the same schema, wherever it is done. */
export const publishedText = (schema: unknown): string =>
  canonicalJson({ ...(schema as JsonObject), [FINGERPRINT]: schemaFingerprint(schema) })

/** A schema as a registry has it, without what publishing added, and its fingerprint; undefined for one that `schemas publish` did not register. */
export function publishedSchema(schema: unknown): { readonly schema: JsonObject; readonly fingerprint: string } | undefined {
  if (!isObject(schema)) return undefined
  const { [FINGERPRINT]: attribute, ...rest } = schema
  const fingerprint = textOf(attribute)
  return fingerprint === undefined || !/^[0-9a-f]{64}$/.test(fingerprint) ? undefined : { schema: rest, fingerprint }
}
