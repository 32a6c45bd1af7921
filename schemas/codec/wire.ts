import type { Type } from 'avsc'
import type { FieldError, Result } from './errors.ts'

const MAGIC = 0x00
const HEADER_BYTES = 5
const MAX_ID = 0x7fffffff

/** A value in Confluent wire format, taken apart. */
export interface WireValue {
  /** Schema id of the registry. */
  readonly id: number
  /** The Avro bytes; a view on the input. */
  readonly body: Buffer
}

/**
 * Confluent wire format: 0x00, the schema id in four bytes big-endian, the Avro bytes.
 * Throws what `type.toBuffer` throws when the value is not of the type.
 */
export function encodeWire(id: number, type: Type, value: unknown): Buffer {
  return wireOf(id, type.toBuffer(value))
}

/** Avro bytes in Confluent wire format. */
export function wireOf(id: number, body: Uint8Array): Buffer {
  const wire = Buffer.allocUnsafe(HEADER_BYTES + body.length)
  wire.writeUInt8(MAGIC, 0)
  wire.writeInt32BE(id, 1)
  wire.set(body, HEADER_BYTES)
  return wire
}

const detail = 'Not in Confluent wire format: 0x00, a schema id in four bytes, Avro.'
const notConfluent: FieldError = { pointer: '', code: 'not-confluent', detail }

/** Takes a value in Confluent wire format apart. Error: not-confluent. */
export function readWire(bytes: Uint8Array): Result<WireValue> {
  const wire = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (wire.length < HEADER_BYTES || wire[0] !== MAGIC || wire.readUInt32BE(1) > MAX_ID) return { ok: false, errors: [notConfluent] }
  return { ok: true, value: { id: wire.readInt32BE(1), body: wire.subarray(HEADER_BYTES) } }
}
