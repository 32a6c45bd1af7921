import { sql } from 'kysely'
import { createIndexDecoder } from '../../core/case/decode-index.ts'
import type { IndexPart, NumberedEvent } from '../../core/case/index-part.ts'
import { createWriters } from '../../core/records/writers.ts'
import { loadRecords, recordOf, writerVersions } from '../../schemas/index.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'

/** Reads a stored index part as its CaseEvent schema (fingerprint, hex) wrote it. Throws UnknownWriterError. */
export type DecodeIndex = (recordSchema: string, bytes: Buffer) => IndexPart

/** Reads what any released CaseEvent schema wrote. */
export function releasedIndexDecoder(): DecodeIndex {
  return createIndexDecoder(createWriters(writerVersions()), recordOf(loadRecords(), 'case-event').avro)
}

/** The numbered events that case logs have by now, by case log: what the rules that need the case look at. */
export async function readBefore(tx: ReadStoreTx, caseLogs: readonly string[], decode: DecodeIndex): Promise<ReadonlyMap<string, readonly NumberedEvent[]>> {
  if (caseLogs.length === 0) return new Map()
  const rows = await tx.selectFrom('case_event').select(['case_log', 'sequence', 'record_schema', 'index_part'])
    .where(sql<boolean>`case_log = any(${caseLogs}::text[])`).orderBy('case_log').orderBy('sequence').execute()
  return new Map([...Map.groupBy(rows, ({ case_log: caseLog }) => caseLog)].map(([caseLog, of]) =>
    [caseLog, of.map(({ sequence, record_schema: schema, index_part: bytes }) => ({ sequence, index: decode(schema, bytes) }))]))
}
