import { avroType } from '../../../schemas/avro/avro-type.ts'
import { createGuard } from '../../../schemas/codec/guard.ts'
import { readWire } from '../../../schemas/codec/wire.ts'
import type { KnownSchema } from './known-schemas.ts'

/** How well a value fits a schema. `written`: its bytes are what we would write; `readable`: all of them are a value of it, in another valid encoding; `not`. */
export type Fit = 'written' | 'readable' | 'not'

/** How a value in Confluent wire format fits a schema of ours, by its fingerprint. */
export function createFits(versions: readonly KnownSchema[]): (fingerprint: string, value: Buffer) => Fit {
  const schemas = new Map(versions.map(({ fingerprint, schema }) => [fingerprint, schema]))
  const made = new Map<string, (body: Buffer) => Fit>()
  const make = (schema: unknown): ((body: Buffer) => Fit) => {
    const type = avroType(schema)
    const guard = createGuard(type)
    return (body) => {
      if (!guard(body).ok) return 'not'
      return type.toBuffer(type.fromBuffer(body)).equals(body) ? 'written' : 'readable'
    }
  }
  return (fingerprint, value) => {
    const wire = readWire(value)
    if (!wire.ok || !schemas.has(fingerprint)) return 'not'
    const test = made.get(fingerprint) ?? make(schemas.get(fingerprint))
    made.set(fingerprint, test)
    return test(wire.value.body)
  }
}
