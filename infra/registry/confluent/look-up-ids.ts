import type { ReleasedVersion } from '../../../schemas/compatibility/finding.ts'
import { schemaFingerprint } from '../../../schemas/index.ts'
import type { HttpOptions } from './http.ts'
import { createLookups } from './lookups.ts'
import { publishedText } from './published-form.ts'
import { subjectsOf } from './subjects.ts'
import { together } from './shared-requests.ts'

/** The id that a registry gives to each of these versions, by fingerprint; undefined where it lacks one. Rejects with RegistryError `unavailable`. */
export async function lookUpIds(
  options: HttpOptions,
  versions: readonly ReleasedVersion[],
): Promise<ReadonlyMap<string, number | undefined>> {
  const lookups = createLookups(options)
  const subjects = await subjectsOf(options)
  return new Map(
    await together(
      versions,
      async ({ subject, schema }) =>
        [
          schemaFingerprint(schema),
          subjects.has(subject) ? (await lookups.bySchema(subject, publishedText(schema)))?.id : undefined,
        ] as const,
    ),
  )
}
