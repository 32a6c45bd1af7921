import { readWire } from '../../../schemas/codec/wire.ts'
import type { SchemaRegistry } from '../port.ts'

const ID_AT = 1

/** The schema id of a value in Confluent wire format; undefined where it is none. */
export function wireId(value: Uint8Array): number | undefined {
  const wire = readWire(value)
  return wire.ok ? wire.value.id : undefined
}

/** A copy of a value in Confluent wire format with another schema id. */
export function withWireId(value: Buffer, id: number): Buffer {
  const copy = Buffer.from(value)
  copy.writeInt32BE(id, ID_AT)
  return copy
}

/** Gives a value that was sealed with an id of before the id that its schema, by fingerprint, has now. */
export const createNumberedNow =
  (registry: SchemaRegistry) =>
  (wire: Buffer, schema: string): Buffer => {
    const id = registry.idNow?.(schema)
    return id === undefined || wireId(wire) === id ? wire : withWireId(wire, id)
  }
