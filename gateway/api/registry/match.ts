import type { RegisteredSchema } from '../../../infra/registry/port.ts'
import { avroType } from '../../../schemas/avro/avro-type.ts'
import { lintSafety } from '../../../schemas/lint/lint.ts'
import { schemaFingerprint } from '../../../schemas/index.ts'

/** What a schema says of the bytes: names in full, no docs, defaults and attributes of ours. Undefined for what is not Avro, or that nobody should build. */
function parsingForm(schema: unknown): string | undefined {
  // INVARIANT: a schema is linted before it is built: building a hostile one can take for ever.
  if (lintSafety(schema).length > 0) return undefined
  try {
    return JSON.stringify(avroType(schema).schema())
  } catch {
    return undefined
  }
}

/**
 * Finds the version that a client's schema is: the very same, or else the newest that is written and read alike, since clients parse a schema and send what
 * their library keeps of it. `versions`: ascending.
 */
export function createMatch(): (versions: readonly RegisteredSchema[], schema: unknown) => RegisteredSchema | undefined {
  const forms = new Map<number, string | undefined>()
  const formOf = ({ id, schema }: RegisteredSchema): string | undefined => {
    const form = forms.has(id) ? forms.get(id) : parsingForm(schema)
    forms.set(id, form)
    return form
  }
  return (versions, schema) => {
    const fingerprint = schemaFingerprint(schema)
    const same = versions.find((version) => (version.fingerprint ?? schemaFingerprint(version.schema)) === fingerprint)
    if (same !== undefined) return same
    const form = parsingForm(schema)
    return form === undefined ? undefined : versions.findLast((version) => formOf(version) === form)
  }
}
