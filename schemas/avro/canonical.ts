import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

// The package is CommonJS, and its types name the function `default`.
const serialize = canonicalize as unknown as (value: unknown) => string | undefined

/** Whether a value has no members to sort: then JSON.stringify writes it as RFC 8785 does, in one go. */
const hasNoMembers = (value: unknown): boolean =>
  value === null ||
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  (Array.isArray(value) && value.every(hasNoMembers))

const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype && !('toJSON' in value)

const isLeftOut = (value: unknown): boolean => value === undefined || typeof value === 'symbol'

/** JSON as RFC 8785 writes it: members sorted, no spaces. The package takes a call for every string of long lists; they are written out here. */
export function canonicalJson(value: unknown): string {
  if (hasNoMembers(value)) return JSON.stringify(value)
  if (!isPlainObject(value)) return serialize(value) ?? 'null'
  const members = Object.keys(value)
    .sort()
    .flatMap((name) => (isLeftOut(value[name]) ? [] : [`${JSON.stringify(name)}:${canonicalJson(value[name])}`]))
  return `{${members.join(',')}}`
}

/** SHA-256 over the canonical JSON of a parsed .avsc, hex: names a schema whatever registry holds it. */
export const schemaFingerprint = (source: unknown): string => createHash('sha256').update(canonicalJson(source)).digest('hex')
