import { isUtf8 } from 'node:buffer'
import { isReservedKey } from './json-scan.ts'
import { readLong, refuse, remaining, skip } from './guard-cursor.ts'
import type { Cursor } from './guard-cursor.ts'

/** Steps over one value. False when the value is refused. */
export type Walk = (cursor: Cursor, depth: number) => boolean

const MAX_INT = 2 ** 31 - 1

export const walkNull: Walk = () => true
export const walkBoolean: Walk = (cursor) => {
  const byte = cursor.bytes[cursor.at]
  if (byte === undefined) return refuse(cursor, 'truncated')
  if (byte > 1) return refuse(cursor, 'wrong-format')
  cursor.at += 1
  return true
}
export const walkLong: Walk = (cursor) => readLong(cursor) !== undefined
export const walkInt: Walk = (cursor) => {
  const value = readLong(cursor)
  if (value === undefined) return false
  return value >= -MAX_INT - 1 && value <= MAX_INT ? true : refuse(cursor, 'wrong-format')
}
export const walkFixed =
  (size: number): Walk =>
  (cursor) =>
    skip(cursor, size)

export const walkBytes: Walk = (cursor) => {
  const length = readLong(cursor)
  if (length === undefined) return false
  return length < 0 ? refuse(cursor, 'wrong-format') : skip(cursor, length)
}

const isAscii = (byte = 0x80): boolean => byte < 0x80

export const walkString: Walk = (cursor) => {
  const length = readLong(cursor)
  if (length === undefined) return false
  if (length < 0) return refuse(cursor, 'wrong-format')
  const start = cursor.at
  if (!skip(cursor, length)) return false
  const { bytes, at: end } = cursor
  let at = start
  while (at < end && isAscii(bytes[at])) at += 1
  return at === end || isUtf8(bytes.subarray(at, end)) || refuse(cursor, 'wrong-format')
}

/** An index below the number of choices: of a union's branches, or of an enum's symbols. */
export const readIndex = (cursor: Cursor, choices: number): number | undefined => {
  const index = readLong(cursor)
  if (index === undefined) return undefined
  if (index >= 0 && index < choices) return index
  refuse(cursor, 'wrong-format')
  return undefined
}

export const walkEnum =
  (symbols: number): Walk =>
  (cursor) =>
    readIndex(cursor, symbols) !== undefined

/**
 * Blocks of items, as arrays and maps are written. A negative count is followed by the block's size in bytes, which must be right.
 * INVARIANT: a count is spent before any item is looked at, so that a claim costs nothing.
 */
export const walkBlocks =
  (item: () => Walk, asMap: boolean): Walk =>
  (cursor, depth) => {
    if (depth > cursor.maxDepth) return refuse(cursor, 'too-deep')
    const walk = item()
    const keys = asMap ? new Set<string>() : undefined
    for (;;) {
      let count = readLong(cursor)
      if (count === undefined) return false
      if (count === 0) return true
      let end: number | undefined
      if (count < 0) {
        count = -count
        const size = readLong(cursor)
        if (size === undefined) return false
        if (size < 0) return refuse(cursor, 'wrong-format')
        if (size > remaining(cursor)) return refuse(cursor, 'truncated')
        end = cursor.at + size
      }
      if (count > cursor.items || count > remaining(cursor)) return refuse(cursor, 'too-many-items')
      cursor.items -= count
      for (let left = count; left > 0; left -= 1) {
        if (keys !== undefined && !walkKey(cursor, keys)) return false
        if (!walk(cursor, depth + 1)) return false
      }
      if (end !== undefined && cursor.at !== end) return refuse(cursor, 'wrong-format')
    }
  }

function walkKey(cursor: Cursor, keys: Set<string>): boolean {
  const start = cursor.at
  const length = readLong(cursor)
  if (length === undefined) return false
  const from = cursor.at
  cursor.at = start
  if (!walkString(cursor, 0)) return false
  const key = cursor.bytes.toString('utf8', from, cursor.at)
  if (isReservedKey(key)) return refuse(cursor, 'reserved-key')
  if (keys.has(key)) return refuse(cursor, 'duplicate-key')
  keys.add(key)
  return true
}
