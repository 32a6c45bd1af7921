import { loadRecords } from '../../schemas/index.ts'
import { encodeWire } from '../../schemas/codec/wire.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import { createRecordDecoder } from '../../infra/registry/record-decoder.ts'
import { IntakeError } from './errors.ts'
import { SUBJECTS } from './record-types.ts'

/** A record's bytes, and what chains need of it. */
export interface EncodedRecord {
  /** Confluent wire format. */
  readonly wire: Buffer
  /** The Avro bytes alone. */
  readonly bytes: Buffer
  /** Fingerprint of the writer schema, hex. */
  readonly fingerprint: string
}

/** Encodes and decodes the records of our own logs. */
export interface WireRecords {
  /** Throws a TypeError when the value is not of the type. */
  encode(subject: string, record: unknown): EncodedRecord
  /** Throws IntakeError `unreadable-record`: our own logs hold nothing else, so that one is damage. */
  decode(wire: Uint8Array): Promise<{ readonly subject: string; readonly record: unknown; readonly bytes: Buffer; readonly fingerprint: string }>
}

const HEADER_BYTES = 5

/** Looks up the wire ids once. Rejects with RegistryError when the registry lacks one. */
export async function createWireRecords(registry: SchemaRegistry): Promise<WireRecords> {
  const schemas = new Map([...loadRecords().values()].map((schema) => [schema.subject, schema]))
  const ids = new Map(await Promise.all(Object.values(SUBJECTS).map(async (subject) => [subject as string, await registry.idOf(subject)] as const)))
  const decoder = createRecordDecoder(registry)
  return {
    encode(subject, record) {
      const id = ids.get(subject)
      const schema = schemas.get(subject)
      if (id === undefined || schema === undefined) throw new TypeError(`No record type ${subject}.`)
      const wire = encodeWire(id, schema.avro, record)
      return { wire, bytes: wire.subarray(HEADER_BYTES), fingerprint: schema.fingerprint }
    },
    async decode(wire) {
      const decoded = await decoder.decode(wire)
      if (!decoded.ok) throw new IntakeError('unreadable-record', `An entry of the log does not decode (${decoded.errors[0]?.code ?? ''}).`)
      const { subject, value, body, fingerprint } = decoded.value
      return { subject, record: value, bytes: body, fingerprint }
    },
  }
}
