import avro from 'avsc'
import type { Type } from 'avsc'
import type { InputErrorCode, Result } from './errors.ts'
import {
  readIndex,
  walkBlocks,
  walkBoolean,
  walkBytes,
  walkEnum,
  walkFixed,
  walkInt,
  walkLong,
  walkNull,
  walkString,
} from './guard-walks.ts'
import type { Walk } from './guard-walks.ts'
import { MOST_ITEMS } from './check-run.ts'
import { refuse } from './guard-cursor.ts'
import type { Cursor } from './guard-cursor.ts'

export interface GuardLimits {
  /** Longest value in bytes; default 256 kB (2^18). */
  readonly maxBytes?: number
  /** Most items of arrays and maps in the whole value; default 2,000. */
  readonly maxItems?: number
  /** Deepest nesting of records, arrays and maps; default 32. */
  readonly maxDepth?: number
}

/** Checks Avro bytes before anything decodes them, and gives them back. */
export type Guard = (bytes: Uint8Array) => Result<Buffer>

const details: Readonly<Partial<Record<InputErrorCode, string>>> = {
  truncated: 'The Avro value ends before its schema does.',
  'trailing-bytes': 'Bytes follow the end of the Avro value.',
  'too-many-items': 'An array or map claims more items than are allowed, or than bytes follow.',
  'too-deep': 'The Avro value is nested too deeply.',
  'too-large': 'The Avro value is longer than allowed.',
  'reserved-key': 'A map key named __proto__, constructor or prototype is not allowed.',
  'duplicate-key': 'The same key stands twice in one map.',
  'wrong-format': 'The bytes are not a value of the schema: a branch, length, number, boolean or UTF-8 text is out of bounds.',
}

/**
 * A guard for values of a writer schema: it walks the bytes as the schema says without making a value, so that a hostile one (an array that claims
 * 50 million items in five bytes would end the process if decoded) is refused in microseconds. Errors, each for the whole: too-large, truncated,
 * trailing-bytes, too-many-items, too-deep, reserved-key, duplicate-key, wrong-format. Throws a TypeError for a kind of type it does not know.
 */
export function createGuard(writer: Type, limits: GuardLimits = {}): Guard {
  const { maxBytes = 2 ** 18, maxItems = MOST_ITEMS, maxDepth = 32 } = limits
  const walk = compile(writer, new Map())
  return (input) => {
    const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength)
    const cursor: Cursor = { bytes, at: 0, items: maxItems, maxDepth, error: undefined }
    if (bytes.length > maxBytes) refuse(cursor, 'too-large')
    else if (walk(cursor, 1) && cursor.at < bytes.length) refuse(cursor, 'trailing-bytes')
    if (cursor.error === undefined) return { ok: true, value: bytes }
    return { ok: false, errors: [{ pointer: '', code: cursor.error, detail: details[cursor.error] ?? '' }] }
  }
}

const simple: Readonly<Record<string, Walk>> = {
  null: walkNull,
  boolean: walkBoolean,
  int: walkInt,
  long: walkLong,
  float: walkFixed(4),
  double: walkFixed(8),
  bytes: walkBytes,
  string: walkString,
}

function compile(type: Type, known: Map<Type, Walk>): Walk {
  const made = known.get(type)
  if (made !== undefined) return made
  const walk = compileKind(type, known)
  known.set(type, walk)
  return walk
}

function compileKind(type: Type, known: Map<Type, Walk>): Walk {
  const plain = simple[type.typeName]
  if (plain !== undefined) return plain
  const { types } = avro
  if (type instanceof types.LogicalType) return compile(type.underlyingType, known)
  if (type instanceof types.EnumType) return walkEnum(type.symbols.length)
  if (type instanceof types.FixedType) return walkFixed(type.size)
  if (type instanceof types.ArrayType) return walkBlocks(lazily(type.itemsType, known), false)
  if (type instanceof types.MapType) return walkBlocks(lazily(type.valuesType as Type, known), true)
  if (type instanceof types.UnwrappedUnionType || type instanceof types.WrappedUnionType) return unionOf(type.types, known)
  if (type instanceof types.RecordType) return recordOf(type, known)
  throw new TypeError('The schema has a kind of type that no guard is written for.')
}

/** Compiles at first use: a recursive schema ends there. */
const lazily =
  (type: Type, known: Map<Type, Walk>): (() => Walk) =>
  () =>
    compile(type, known)

function unionOf(branches: readonly Type[], known: Map<Type, Walk>): Walk {
  const walks = branches.map((branch) => lazily(branch, known))
  return (cursor, depth) => {
    const index = readIndex(cursor, walks.length)
    return index !== undefined && (walks[index] as () => Walk)()(cursor, depth)
  }
}

function recordOf(type: avro.types.RecordType, known: Map<Type, Walk>): Walk {
  const fields: Walk[] = []
  const walk: Walk = (cursor, depth) => {
    if (depth > cursor.maxDepth) return refuse(cursor, 'too-deep')
    for (const field of fields) if (!field(cursor, depth + 1)) return false
    return true
  }
  known.set(type, walk)
  for (const field of type.fields) fields.push(compile(field.type, known))
  return walk
}
