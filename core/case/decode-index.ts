import avro, { type Type } from 'avsc'
import { createReader, UnknownWriterError, type Writer } from '../records/writers.ts'
import type { IndexPart } from './index-part.ts'

function indexType(record: Type): Type {
  const field = record instanceof avro.types.RecordType ? (record.field('index') as avro.types.Field | undefined) : undefined
  if (field === undefined) throw new UnknownWriterError()
  return field.type
}

/**
 * Reads the index part of a stored event from its Avro bytes, by the fingerprint of the CaseEvent schema that wrote it.
 * `caseEvent`: our CaseEvent type. Throws UnknownWriterError.
 */
export function createIndexDecoder(
  writerOf: (fingerprint: string) => Writer,
  caseEvent: Type,
): (recordSchema: string, bytes: Buffer) => IndexPart {
  const read = createReader(indexType(caseEvent))
  const types = new Map<string, Type>()
  return (recordSchema, bytes) => {
    const type = types.get(recordSchema) ?? indexType(writerOf(recordSchema).type)
    types.set(recordSchema, type)
    return read(type, bytes) as IndexPart
  }
}
