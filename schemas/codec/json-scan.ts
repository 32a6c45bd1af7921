import { child, isPlainName } from './pointer.ts'
import type { FieldError } from './errors.ts'

const MOST_ERRORS = 100
const reservedKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** True for a key that would reach an object's prototype when copied or merged carelessly. */
export const isReservedKey = (key: string): boolean => reservedKeys.has(key)

/** An object or array that the scan stands in. */
interface Frame {
  readonly outer: Frame | undefined
  /** Keys seen so far; null in an array. */
  readonly keys: Keys | null
  /** Key of the member being read; null while an object waits for one. */
  member: string | null
  index: number
}

const QUOTE = 0x22,
  COMMA = 0x2c,
  MINUS = 0x2d,
  OPEN_ARRAY = 0x5b,
  BACKSLASH = 0x5c,
  CLOSE_ARRAY = 0x5d,
  OPEN_OBJECT = 0x7b,
  CLOSE_OBJECT = 0x7d

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39
const isNumberPart = (code: number): boolean =>
  isDigit(code) || code === 0x2b || code === MINUS || code === 0x2e || code === 0x45 || code === 0x65

/** Where a frame is, or the member or item that is read in it. Worked out for errors only. */
function pointerTo(frame: Frame | undefined, place: 'frame' | 'member'): string {
  const frames: Frame[] = []
  for (let next = frame; next !== undefined; next = next.outer) frames.unshift(next)
  if (place === 'frame') frames.pop()
  let pointer = ''
  for (const { keys, member, index } of frames) {
    pointer = child(pointer, keys === null ? index : (member ?? ''))
    // A name that is no plain name: everything inside has the pointer of what holds it.
    if (keys !== null && !isPlainName(member ?? '')) break
  }
  return pointer
}

/** Keys of one object. Few are found fastest in a list, which most objects never outgrow. */
interface Keys {
  readonly list: string[]
  set: Set<string> | undefined
}
const FEW_KEYS = 24

/** Adds a key. False when it was there. */
function add(keys: Keys, name: string): boolean {
  if (keys.set?.has(name) ?? keys.list.includes(name)) return false
  if (keys.set !== undefined) keys.set.add(name)
  else if (keys.list.push(name) > FEW_KEYS) keys.set = new Set(keys.list)
  return true
}

/**
 * Walks over the string whose quote stands at `start`: the quote that ends it, -1 when it has no end, and whether a backslash stands in it.
 * A plain loop: with indexOf, V8's optimizing compiler searches the rest of the text for a backslash at every string.
 */
function walkString(text: string, start: number): { readonly end: number; readonly escaped: boolean } {
  let escaped = false
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) return { end: at, escaped }
    if (code === BACKSLASH) {
      escaped = true
      at += 1
    }
  }
  return { end: -1, escaped }
}

/**
 * What `JSON.parse` lets through and we don't: one pass over the text, in linear time.
 * Returns at most a hundred errors; nesting that is too deep ends the scan. Throws a SyntaxError at some, but not all, of what is not JSON.
 */
export function scanJson(text: string, maxDepth: number): FieldError[] {
  const errors: FieldError[] = []
  const report = (frame: Frame | undefined, code: string, detail: string, place: 'frame' | 'member' = 'member'): void => {
    if (errors.length < MOST_ERRORS) errors.push({ pointer: pointerTo(frame, place), code, detail })
  }
  const takeKey = (object: Frame, keys: Keys, name: string): void => {
    object.member = name
    if (!add(keys, name)) report(object, 'duplicate-key', 'The same key stands twice in one object; each may stand once.')
    if (isReservedKey(name)) report(object, 'reserved-key', 'A key named __proto__, constructor or prototype is not allowed.', 'frame')
  }
  let depth = 0
  let frame: Frame | undefined
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      const start = at
      const { end, escaped } = walkString(text, start)
      if (end === -1) return errors
      at = end
      const keys = frame?.member === null ? frame.keys : null
      if (!escaped && keys === null) continue
      const value = escaped ? (JSON.parse(text.slice(start, at + 1)) as string) : text.slice(start + 1, at)
      if (frame !== undefined && keys !== null) takeKey(frame, keys, value)
      if (escaped && !value.isWellFormed())
        report(frame, 'lone-surrogate', 'Half of a surrogate pair: text must be whole Unicode characters.')
    } else if (code === COMMA && frame !== undefined) {
      frame.index += 1
      frame.member = null
    } else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      if (depth >= maxDepth) {
        report(frame, 'too-deep', `Nested deeper than ${maxDepth} levels.`)
        return errors
      }
      frame = { outer: frame, keys: code === OPEN_OBJECT ? { list: [], set: undefined } : null, member: null, index: 0 }
      depth += 1
    } else if ((code === CLOSE_OBJECT || code === CLOSE_ARRAY) && frame !== undefined) {
      frame = frame.outer
      depth -= 1
    } else if (code === MINUS || isDigit(code)) {
      const start = at
      while (isNumberPart(text.charCodeAt(at + 1))) at += 1
      if (!Number.isFinite(Number(text.slice(start, at + 1))))
        report(frame, 'wrong-format', 'A number too large to hold: give a finite one.')
    }
  }
  return errors
}
