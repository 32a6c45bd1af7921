import { createIndexDecoder } from '../../core/case/decode-index.ts'
import type { IndexPart } from '../../core/case/index-part.ts'
import { createWriters } from '../../core/records/writers.ts'
import { loadRecords, recordOf, writerVersions } from '../../schemas/index.ts'

/** Reads a stored index part as its CaseEvent schema (fingerprint, hex) wrote it. Throws UnknownWriterError. */
export type DecodeIndex = (recordSchema: string, bytes: Buffer) => IndexPart

/** Reads what any released CaseEvent schema wrote. */
export function releasedIndexDecoder(): DecodeIndex {
  return createIndexDecoder(createWriters(writerVersions()), recordOf(loadRecords(), 'case-event').avro)
}
