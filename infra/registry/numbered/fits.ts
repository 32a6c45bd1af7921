import { avroType } from '../../../schemas/avro/avro-type.ts'
import { createGuard } from '../../../schemas/codec/guard.ts'
import { readWire } from '../../../schemas/codec/wire.ts'
import type { KnownSchema } from './known-schemas.ts'

/** Whether a value in Confluent wire format is one of a schema of ours, by its fingerprint: its bytes, all of them, in their canonical form. */
export function createFits(versions: readonly KnownSchema[]): (fingerprint: string, value: Buffer) => boolean {
  const schemas = new Map(versions.map(({ fingerprint, schema }) => [fingerprint, schema]))
  const made = new Map<string, (body: Buffer) => boolean>()
  const make = (schema: unknown): (body: Buffer) => boolean => {
    const type = avroType(schema)
    const guard = createGuard(type)
    return (body) => guard(body).ok && type.toBuffer(type.fromBuffer(body)).equals(body)
  }
  return (fingerprint, value) => {
    const wire = readWire(value)
    if (!wire.ok || !schemas.has(fingerprint)) return false
    const test = made.get(fingerprint) ?? make(schemas.get(fingerprint))
    made.set(fingerprint, test)
    return test(wire.value.body)
  }
}
