import type { ReleasedVersion } from '../../../schemas/compatibility/finding.ts'
import { schemaFingerprint } from '../../../schemas/index.ts'
import { createConfluent, type ConfluentOptions } from './client.ts'
import { createLookups } from './lookups.ts'
import { publishedText } from './published-form.ts'

/** Look-ups under way at once. */
const TOGETHER = 8

/** The id that a registry gives to each of these versions, by fingerprint; undefined where it lacks one. Rejects with RegistryError `unavailable`. */
export async function lookUpIds(options: ConfluentOptions, versions: readonly ReleasedVersion[]): Promise<ReadonlyMap<string, number | undefined>> {
  const lookups = createLookups(createConfluent(options))
  const ids = new Map<string, number | undefined>()
  const left = versions.values()
  const work = async (): Promise<void> => {
    for (const { subject, schema } of left) ids.set(schemaFingerprint(schema), (await lookups.bySchema(subject, publishedText(schema)))?.id)
  }
  await Promise.all(Array.from({ length: TOGETHER }, work))
  return ids
}
