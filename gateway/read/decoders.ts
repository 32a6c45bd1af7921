import avro from 'avsc'
import type { IndexPart } from '../../core/case/index-part.ts'
import { isControlType, type ControlEntry } from '../../core/control/entry.ts'
import { controlState } from '../../core/control/state.ts'
import { recordOf, type RecordSchema } from '../../schemas/catalogue/records.ts'
import { RecordError } from '../records/record-codec.ts'
import type { FoldControl } from './control-view.ts'
import type { DecodeIndexPart } from './snapshot.ts'

type Records = ReadonlyMap<string, RecordSchema>

/** Reads the index parts that the CaseEvent schema of this release wrote. Throws RecordError for those of another. */
export function indexPartDecoder(records: Records): DecodeIndexPart {
  const { avro: type, fingerprint } = recordOf(records, 'case-event')
  if (!(type instanceof avro.types.RecordType)) throw new TypeError('CaseEvent is not a record')
  const index = type.field('index').type
  return (recordSchema, bytes) => {
    if (recordSchema !== fingerprint) throw new RecordError('unknown-schema')
    return index.fromBuffer(bytes) as IndexPart
  }
}

/** Folds the entries of control.events that the schemas of this release wrote. Throws RecordError for those of another. */
export function controlFolder(records: Records): FoldControl {
  const byFingerprint = new Map([...records.values()].filter(({ subject }) => isControlType(subject)).map((schema) => [schema.fingerprint, schema]))
  return (entries) => controlState(entries.map(({ schema, entry }): ControlEntry => {
    const known = byFingerprint.get(schema)
    if (known === undefined) throw new RecordError('unknown-schema')
    return { type: known.subject, value: known.avro.fromBuffer(entry) as unknown } as ControlEntry
  })).agencies
}
