import avro, { type Type } from 'avsc'

/** Builds the avsc type of a parsed .avsc. Throws avsc's error, whose words may hold names of the schema but no values. */
export const avroType = (source: unknown): Type => avro.Type.forSchema(source as Parameters<typeof avro.Type.forSchema>[0])

/** Full name of a record: namespace and name; undefined when it is no record. */
export function recordName(source: unknown): string | undefined {
  if (typeof source !== 'object' || source === null) return undefined
  const { type, name, namespace } = source as Readonly<Record<string, unknown>>
  if (type !== 'record' || typeof name !== 'string') return undefined
  return typeof namespace === 'string' && namespace !== '' && !name.includes('.') ? `${namespace}.${name}` : name
}
