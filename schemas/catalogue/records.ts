import type { Type } from 'avsc'
import { avroType, recordName } from '../avro/avro-type.ts'
import { schemaFingerprint } from '../avro/canonical.ts'
import { isObject, textOf } from '../avro/json-object.ts'
import { CatalogueError, readSources, schemasFolder, type SourceFile } from './files.ts'

/** A schema that the bus writes itself. */
export interface RecordSchema {
  /** Registry subject: the full record name, for example `uk.throughline.log.CaseEvent`. */
  readonly subject: string
  readonly avro: Type
  /** SHA-256 over the canonical JSON of the parsed .avsc, hex. */
  readonly fingerprint: string
  /** The parsed .avsc. */
  readonly source: unknown
}

function recordSchema({ file, source }: SourceFile): RecordSchema {
  const subject = recordName(source)
  if (subject === undefined) throw new CatalogueError('not-avro', file, 'is not a record')
  try {
    return { subject, avro: avroType(source), fingerprint: schemaFingerprint(source), source }
  } catch (cause) {
    throw new CatalogueError('not-avro', file, 'is not an Avro schema', cause)
  }
}

const shortName = (file: string): string => file.slice(file.lastIndexOf('/') + 1, -'.avsc'.length)

let ourRecords: ReadonlyMap<string, RecordSchema> | undefined
let ourSystemTypes: ReadonlyMap<string, RecordSchema> | undefined

/**
 * Schemas of records/ by the name of their file: `case-event`, `link-claim`, `receipt` … Those of this installation are read once per process: they do not change
 * while it runs. Throws CatalogueError.
 */
export const loadRecords = (folder?: string): ReadonlyMap<string, RecordSchema> =>
  folder === undefined ? (ourRecords ??= readRecords(schemasFolder)) : readRecords(folder)

const readRecords = (folder: string): ReadonlyMap<string, RecordSchema> =>
  new Map(readSources(folder, 'records', '.avsc').map((file) => [shortName(file.file), recordSchema(file)]))

/** Schemas of system/ by event type: `access.case-linked` … Those of this installation are read once per process. Throws CatalogueError. */
export const loadSystemTypes = (folder?: string): ReadonlyMap<string, RecordSchema> =>
  folder === undefined ? (ourSystemTypes ??= readSystemTypes(schemasFolder)) : readSystemTypes(folder)

const readSystemTypes = (folder: string): ReadonlyMap<string, RecordSchema> =>
  new Map(
    readSources(folder, 'system', '.avsc').map((file) => {
      const type = isObject(file.source) ? textOf(file.source.eventType) : undefined
      if (type === undefined) throw new CatalogueError('not-an-event-type', file.file, 'has no eventType')
      return [type, recordSchema(file)]
    }),
  )

/** The record schema of that name. Throws CatalogueError when there is none: a fault of the installation. */
export function recordOf(records: ReadonlyMap<string, RecordSchema>, name: string): RecordSchema {
  const found = records.get(name)
  if (found === undefined) throw new CatalogueError('not-avro', `records/${name}.avsc`, 'is missing')
  return found
}
