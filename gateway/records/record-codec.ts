import type { RecordSchema } from '../../schemas/catalogue/records.ts'
import { createDecoder } from '../../schemas/codec/resolvers.ts'
import { encodeWire } from '../../schemas/codec/wire.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'

/** Reads and writes one kind of record in Confluent wire format. */
export interface RecordCodec<T> {
  encode(value: T): Promise<Buffer>
  /** Throws RecordError for bytes that are no such record. */
  decode(bytes: Buffer): Promise<T>
}

/** A record of a log is not what it must be: the log was altered, or another kind of record stands there. */
export class RecordError extends Error {
  readonly code: string
  constructor(code: string) {
    super('A record of a log cannot be read')
    this.name = 'RecordError'
    this.code = code
  }
}

const MOST_BYTES = 2 ** 24
const MOST_ITEMS = 1_000_000

export function createRecordCodec<T>(registry: SchemaRegistry, schema: RecordSchema): RecordCodec<T> {
  const decoder = createDecoder({
    schemaOf: (id) => registry.schemaOf(id),
    readerOf: (subject) => (subject === schema.subject ? schema.avro : undefined),
    limits: { maxBytes: MOST_BYTES, maxItems: MOST_ITEMS },
  })
  return {
    encode: async (value) => encodeWire(await registry.idOf(schema.subject), schema.avro, value),
    decode: async (bytes) => {
      const result = await decoder.decode(bytes)
      if (!result.ok) throw new RecordError(result.errors[0]?.code ?? 'corrupt')
      return result.value.value as T
    },
  }
}
