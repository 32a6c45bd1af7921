import { loadRecords } from '../../schemas/catalogue/records.ts'
import { createDecoder, type Decoder } from '../../schemas/codec/resolvers.ts'
import { encodeWire } from '../../schemas/codec/wire.ts'
import { RecordError } from './errors.ts'
import type { SchemaRegistry } from './port.ts'

/** A record's bytes, and what chains need of it. */
export interface EncodedRecord {
  /** Confluent wire format. */
  readonly wire: Buffer
  /** The Avro bytes alone. */
  readonly bytes: Buffer
  /** Fingerprint of the writer schema, hex. */
  readonly fingerprint: string
}

/** Writes and reads the records that the bus writes itself (schemas/records/), whatever version wrote them. */
export interface RecordCodec extends Decoder {
  /** Rejects with RegistryError when the registry cannot say the schema's id, and with TypeError when the value is not of the type. */
  encode(subject: string, record: unknown): Promise<EncodedRecord>
  /** A record of that one subject. Throws RecordError for bytes that are none. */
  read(subject: string, wire: Uint8Array): Promise<unknown>
}

/** Records of our own logs hold the sealed parts of many people, or the files of a policy release: longer than any agency's event. */
export const RECORD_LIMITS = { maxBytes: 2 ** 24, maxItems: 1_000_000 }
const HEADER_BYTES = 5

/** Reads and writes through a registry; each wire id is looked up once. */
export function createRecordCodec(registry: SchemaRegistry): RecordCodec {
  const schemas = new Map([...loadRecords().values()].map((schema) => [schema.subject, schema]))
  const { decode } = createDecoder({
    schemaOf: (id) => registry.schemaOf(id),
    readerOf: (subject) => schemas.get(subject)?.avro,
    limits: RECORD_LIMITS,
  })
  // INVARIANT: one id for as long as this codec writes: the one of the schema that it writes with.
  const ids = new Map<string, number>()
  return {
    decode,
    async encode(subject, record) {
      const schema = schemas.get(subject)
      if (schema === undefined) throw new TypeError(`No record type ${subject}.`)
      const id = ids.get(subject) ?? (await registry.idOf(subject))
      ids.set(subject, id)
      const wire = encodeWire(id, schema.avro, record)
      return { wire, bytes: wire.subarray(HEADER_BYTES), fingerprint: schema.fingerprint }
    },
    async read(subject, wire) {
      const decoded = await decode(wire)
      if (!decoded.ok) throw new RecordError(decoded.errors[0]?.code ?? 'corrupt')
      if (decoded.value.subject !== subject) throw new RecordError('wrong-kind')
      return decoded.value.value
    },
  }
}
