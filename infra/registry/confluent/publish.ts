import type { ReleasedVersion } from '../../../schemas/compatibility/finding.ts'
import { createRegister, LEVEL, type ConfluentOptions } from './client.ts'
import { setLevel } from './level.ts'
import { createLookups } from './lookups.ts'
import { publishedText } from './published-form.ts'
import { subjectsOf } from './subjects.ts'
import { together } from './shared-requests.ts'

/** A version as it stands in the registry now. */
export interface PublishedVersion {
  readonly subject: string
  /** Version of this repository, 1, 2, 3 … per subject. */
  readonly version: number
  /** The registry's wire id. */
  readonly id: number
  /** False when it was there before. */
  readonly added: boolean
}

/** A release waits for a registry that has just been started; nobody's event waits for it. */
const PATIENCE_MS = 60_000

/**
 * Registers released versions, given in order per subject, each subject's level set to FULL_TRANSITIVE before its first version. What is there
 * already is left as it is; what is not is registered one after the other, so that ids follow the order given. Rejects with RegistryError `incompatible` when
 * the registry refuses a version: those before it stay. One request may take a minute unless the options say otherwise.
 */
export async function publishSchemas(given: ConfluentOptions, versions: readonly ReleasedVersion[]): Promise<readonly PublishedVersion[]> {
  const options = { ...given, timeout: given.timeout ?? PATIENCE_MS }
  const lookups = createLookups(options)
  const register = createRegister(options)
  const subjects = await subjectsOf(options)
  await together([...new Set(versions.map(({ subject }) => subject))], (subject) => setLevel(options, subject, LEVEL))
  const there = await together(versions, async ({ subject, schema }) =>
    subjects.has(subject) ? lookups.bySchema(subject, publishedText(schema)) : undefined,
  )
  const published: PublishedVersion[] = []
  for (const [at, one] of versions.entries()) {
    const found = there[at]
    published.push({
      subject: one.subject,
      version: one.version,
      id: found?.id ?? (await register(one.subject, publishedText(one.schema))),
      added: found === undefined,
    })
  }
  return published
}
