import avro, { type Type } from 'avsc'
import type { WriterVersion } from '../../schemas/writer-versions.ts'

/** Bytes of a record whose schema this release does not have. */
export class UnknownWriterError extends Error {
  readonly code = 'unknown-schema'
  constructor() {
    super('A stored record was written with a schema that this release does not have.')
    this.name = 'UnknownWriterError'
  }
}

/** A writer schema by the fingerprint that chains and rows have. */
export interface Writer {
  readonly subject: string
  readonly type: Type
}

/** Finds writer schemas by fingerprint (SHA-256 of the canonical schema, hex). Each is parsed when first asked for. Throws UnknownWriterError. */
export function createWriters(versions: Iterable<WriterVersion>): (fingerprint: string) => Writer {
  const schemas = new Map([...versions].map((version) => [version.fingerprint, version]))
  const writers = new Map<string, Writer>()
  return (fingerprint) => {
    const kept = writers.get(fingerprint)
    if (kept !== undefined) return kept
    const version = schemas.get(fingerprint)
    if (version === undefined) throw new UnknownWriterError()
    const writer = { subject: version.subject, type: avro.Type.forSchema(version.schema as avro.Schema) }
    writers.set(fingerprint, writer)
    return writer
  }
}

/** Reads bytes as `reader` has them, whatever version wrote them. Resolvers are built once per writer. */
export function createReader(reader: Type): (writer: Type, bytes: Buffer) => unknown {
  const current = JSON.stringify(reader.schema())
  const reads = new Map<Type, (bytes: Buffer) => unknown>()
  return (writer, bytes) => {
    const kept = reads.get(writer)
    if (kept !== undefined) return kept(bytes)
    const resolver = JSON.stringify(writer.schema()) === current ? undefined : reader.createResolver(writer)
    const read = (value: Buffer): unknown => reader.fromBuffer(value, resolver)
    reads.set(writer, read)
    return read(bytes)
  }
}
