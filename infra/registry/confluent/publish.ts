import { COMPATIBILITY, SchemaType } from '@kafkajs/confluent-schema-registry'
import type { ReleasedVersion } from '../../../schemas/compatibility/finding.ts'
import { RegistryError } from '../errors.ts'
import { createConfluent, type ConfluentOptions } from './client.ts'
import { setLevel } from './level.ts'
import { createLookups } from './lookups.ts'
import { publishedText } from './published-form.ts'

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

const LEVEL = COMPATIBILITY.FULL_TRANSITIVE
/** A release waits for a registry that has just been started; nobody's event waits for it. */
const PATIENCE_MS = 60_000

/**
 * Registers released versions, given in order per subject, each subject's level set to FULL_TRANSITIVE before its first version. What is there
 * already is left as it is. Rejects with RegistryError `incompatible` when the registry refuses a version: those before it stay. One request may take a
 * minute unless the options say otherwise.
 */
export async function publishSchemas(given: ConfluentOptions, versions: readonly ReleasedVersion[]): Promise<readonly PublishedVersion[]> {
  const options = { ...given, timeout: given.timeout ?? PATIENCE_MS }
  const confluent = createConfluent(options)
  const lookups = createLookups(confluent)
  const published: PublishedVersion[] = []
  const levelled = new Set<string>()
  for (const { subject, version, schema } of versions) {
    if (!levelled.has(subject)) await setLevel(options, subject, LEVEL)
    levelled.add(subject)
    const text = publishedText(schema)
    const found = await lookups.bySchema(subject, text)
    if (found !== undefined) {
      published.push({ subject, version, id: found.id, added: false })
      continue
    }
    const { status, body } = await confluent.ask((client) =>
      client.register({ type: SchemaType.AVRO, schema: text }, { subject, compatibility: LEVEL, updateConfig: false }))
    if (status >= 400) throw new RegistryError('incompatible', `The registry refuses ${subject}, version ${String(version)} (status ${String(status)}).`)
    if (typeof body.id !== 'number')
      throw new RegistryError('unreadable', `The registry gives no id for ${subject}, version ${String(version)}.`)
    published.push({ subject, version, id: body.id, added: true })
  }
  return published
}
