import { createIndexDecoder } from '../../core/case/decode-index.ts'
import { createControlDecoder } from '../../core/control/decode-entry.ts'
import { controlState, type ControlState } from '../../core/control/state.ts'
import { createWriters } from '../../core/records/writers.ts'
import { writerVersions } from '../../schemas/index.ts'
import { recordOf, type RecordSchema } from '../../schemas/catalogue/records.ts'
import type { FoldControl } from './control-view.ts'
import type { DecodeIndexPart } from './snapshot.ts'

type Records = ReadonlyMap<string, RecordSchema>

/** Reads the index parts that any released CaseEvent schema wrote. Throws UnknownWriterError for those of another. */
export const indexPartDecoder = (records: Records): DecodeIndexPart =>
  createIndexDecoder(createWriters(writerVersions()), recordOf(records, 'case-event').avro)

/** Folds the entries of control.events that any released schema wrote. Throws UnknownWriterError for those of another. */
export function controlFolder(records: Records): FoldControl<ControlState> {
  const types = new Map([...records.values()].map(({ subject, avro }) => [subject, avro]))
  const decode = createControlDecoder(createWriters(writerVersions()), (subject) => types.get(subject))
  return (entries) => controlState(entries.map(decode))
}
