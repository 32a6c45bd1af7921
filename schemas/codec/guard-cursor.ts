import type { InputErrorCode } from './errors.ts'

/** Where a guard stands in the bytes, and what it may still spend. */
export interface Cursor {
  readonly bytes: Buffer
  at: number
  /** Items of arrays and maps that may still come. */
  items: number
  readonly maxDepth: number
  /** Why the value is refused, once it is. */
  error: InputErrorCode | undefined
}

/** Notes the first reason for refusing, and answers false. */
export function refuse(cursor: Cursor, code: InputErrorCode): false {
  cursor.error ??= code
  return false
}

export const remaining = (cursor: Cursor): number => cursor.bytes.length - cursor.at

/** Steps over bytes. False when there are fewer. */
export function skip(cursor: Cursor, bytes: number): boolean {
  if (bytes > remaining(cursor)) return refuse(cursor, 'truncated')
  cursor.at += bytes
  return true
}

/** avsc reads what is below with the wrong sign. */
const LEAST_MAGNITUDE = 2 ** 52

/**
 * Reads an Avro int or long (zig-zag, base 128), however many bytes it takes. Undefined when it is cut short, or not within −2^52 … 2^53 − 2, which is what avsc
 * reads as it was written.
 */
export function readLong(cursor: Cursor): number | undefined {
  const { bytes } = cursor
  let magnitude = 0
  let negative = false
  let scale = 1
  for (let length = 0; length < 10; length += 1) {
    const byte = bytes[cursor.at]
    if (byte === undefined) {
      refuse(cursor, 'truncated')
      return undefined
    }
    cursor.at += 1
    if (length === 0) {
      negative = (byte & 1) === 1
      magnitude = (byte & 0x7f) >> 1
      scale = 64
    } else {
      magnitude += (byte & 0x7f) * scale
      scale *= 128
    }
    if (byte < 0x80) {
      if (magnitude < (negative ? LEAST_MAGNITUDE : Number.MAX_SAFE_INTEGER)) return negative ? -magnitude - 1 : magnitude
      break
    }
  }
  refuse(cursor, 'wrong-format')
  return undefined
}
