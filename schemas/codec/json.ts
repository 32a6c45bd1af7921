import { scanJson } from './json-scan.ts'
import type { Result } from './errors.ts'

export interface JsonLimits {
  /** Longest input, in bytes; more is `too-large`. No limit when absent. */
  readonly maxBytes?: number
  /** Deepest nesting of objects and arrays; more is `too-deep`. Default 32. */
  readonly maxDepth?: number
}

/** A byte order mark at the start, as Windows programs write it, is no part of the text. */
const utf8 = new TextDecoder('utf-8', { fatal: true })

const refused = (code: string, detail: string): Result<never> => ({ ok: false, errors: [{ pointer: '', code, detail }] })

/**
 * Parses JSON (RFC 8259) strictly: well-formed UTF-8, with or without a byte order mark, no duplicate keys, no key that reaches a prototype, no lone
 * surrogate, no number that is not finite, nesting within the limit. Errors: too-large, not-json, too-deep, duplicate-key, reserved-key,
 * lone-surrogate, wrong-format (numbers); all but the first three at once.
 */
export function parseJson(bytes: Uint8Array, limits: JsonLimits = {}): Result<unknown> {
  if (limits.maxBytes !== undefined && bytes.byteLength > limits.maxBytes)
    return refused('too-large', `Longer than the limit of ${limits.maxBytes} bytes.`)
  try {
    const text = utf8.decode(bytes)
    const errors = scanJson(text, limits.maxDepth ?? 32)
    // Before JSON.parse: a body of two million brackets would cost it half a second.
    if (errors.some((error) => error.code === 'too-deep')) return { ok: false, errors }
    const value: unknown = JSON.parse(text)
    return errors.length === 0 ? { ok: true, value } : { ok: false, errors }
  } catch {
    return refused('not-json', 'Not JSON in UTF-8 (RFC 8259).')
  }
}
