import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

// The package is CommonJS, and its types name the function `default`.
const serialize = canonicalize as unknown as (value: unknown) => string | undefined

/** JSON as RFC 8785 writes it: members sorted, no spaces. */
export const canonicalJson = (value: unknown): string => serialize(value) ?? 'null'

/** SHA-256 over the canonical JSON of a parsed .avsc, hex: names a schema whatever registry holds it. */
export const schemaFingerprint = (source: unknown): string => createHash('sha256').update(canonicalJson(source)).digest('hex')
