import type { ColumnType } from './columns.ts'

/** Object ids of PostgreSQL's element types. */
const OID: Readonly<Record<ColumnType, number>> = { text: 25, bigint: 20, integer: 23, bytea: 17 }
const HEADER_BYTES = 20

/** Bytes that a value takes in an array, without its length. */
function sizeOf(type: ColumnType, value: unknown): number {
  if (type === 'bigint') return 8
  if (type === 'integer') return 4
  return type === 'text' ? Buffer.byteLength(value as string, 'utf8') : (value as Uint8Array).length
}

function write(type: ColumnType, value: unknown, into: Buffer, at: number): void {
  if (type === 'bigint') into.writeBigInt64BE(BigInt(value as number), at)
  else if (type === 'integer') into.writeInt32BE(value as number, at)
  else if (type === 'text') into.write(value as string, at, 'utf8')
  else into.set(value as Uint8Array, at)
}

/**
 * One-dimensional array without nulls in PostgreSQL's binary form (array_recv): dimensions, has-null flag, element type,
 * length, lower bound, then each element behind its length. `pg` sends a Buffer as it is; its own arrays are text, bytes in hex.
 */
export function binaryArray(type: ColumnType, values: readonly unknown[]): Buffer {
  const sizes = values.map((value) => sizeOf(type, value))
  const bytes = Buffer.allocUnsafe(sizes.reduce((total, size) => total + 4 + size, HEADER_BYTES))
  const head = [1, 0, OID[type], values.length, 1]
  head.forEach((word, index) => {
    bytes.writeInt32BE(word, index * 4)
  })
  let at = HEADER_BYTES
  values.forEach((value, index) => {
    const size = sizes[index] ?? 0
    bytes.writeInt32BE(size, at)
    write(type, value, bytes, at + 4)
    at += 4 + size
  })
  return bytes
}
