import avro, { type Type } from 'avsc'
import { longBytes } from './long.ts'

const { ArrayType, MapType, RecordType, StringType, UnwrappedUnionType, IntType, LongType } = avro.types

/** A number in the bytes that says how to read what follows, or is a value itself. */
export interface Site {
  readonly kind: 'count' | 'branch' | 'length' | 'number'
  readonly at: number
  readonly size: number
}

/** Where the counts, branches, lengths and numbers of an encoded value stand. The value is in Avro's form and of the type. */
export function sitesOf(type: Type, value: unknown, at = 0): readonly Site[] {
  const number = (kind: Site['kind'], of: number): Site => ({ kind, at, size: longBytes(BigInt(of)).length })
  if (type instanceof StringType) return [number('length', Buffer.byteLength(value as string))]
  if (type instanceof IntType || type instanceof LongType) return [number('number', value as number)]
  if (type instanceof UnwrappedUnionType) {
    const index = type.types.findIndex((branch) => (branch.typeName === 'null') === (value === null))
    const branch = number('branch', index)
    return [branch, ...sitesOf(type.types[index] ?? type, value, at + branch.size)]
  }
  if (type instanceof RecordType) {
    const fields = type.fields.map((field) => [field.type, (value as Readonly<Record<string, unknown>>)[field.name] ?? null] as const)
    return inOrder(fields, at)
  }
  if (type instanceof ArrayType) {
    const items = value as readonly unknown[]
    const count = number('count', items.length)
    return [
      count,
      ...inOrder(
        items.map((item) => [type.itemsType, item] as const),
        at + count.size,
      ),
    ]
  }
  return type instanceof MapType ? [number('count', Object.keys(value as object).length)] : []
}

function inOrder(members: readonly (readonly [Type, unknown])[], start: number): readonly Site[] {
  let at = start
  return members.flatMap(([type, value]) => {
    const found = sitesOf(type, value, at)
    at += type.toBuffer(value).length
    return found
  })
}
