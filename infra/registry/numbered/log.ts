import type { Numbering } from '../../../core/control/numberings.ts'
import type { EventLog, LogRecord, NewRecord } from '../../event-log/port.ts'
import { INBOX_PATTERN } from '../../event-log/topics.ts'
import { createFits } from './fits.ts'
import type { KnownSchema } from './known-schemas.ts'
import type { NumberedRegistry } from './registry.ts'
import { wireId, withWireId } from './wire-id.ts'

/** Header of a record of our own logs: fingerprint of the schema that it was written with, hex. */
export const SCHEMA_HEADER = 'throughline-schema'

export interface NumberedLogDeps {
  readonly log: EventLog
  readonly registry: NumberedRegistry
  /** As createNumberedRegistry has them. */
  readonly numberings: readonly Numbering[]
  readonly versions: readonly KnownSchema[]
}

/**
 * The event log as the registry numbers schemas now. What is written to our own logs names its schema by fingerprint, in a header; what is read has the id that
 * the numbering in force gives that schema. A record of before that header was written under the first numbering. An agency's record has no such header: where its
 * id is not of the type that it says to be, it is read under the newest numbering by which it is, and fits.
 */
export function createNumberedLog({ log, registry, numberings, versions }: NumberedLogDeps): EventLog {
  const types = new Map(versions.map(({ fingerprint, eventType }) => [fingerprint, eventType]))
  const fits = createFits(versions)
  const first = numberings[0]
  const former = numberings.slice(0, -1).toReversed()

  const inboxSchema = ({ headers, value }: LogRecord, id: number): string | undefined => {
    if (former.length === 0) return undefined
    const named = [registry.fingerprintOf(id), ...former.map((numbering) => numbering.get(id))]
    const [one, ...more] = [...new Set(named)].filter(
      (schema): schema is string => schema !== undefined && types.get(schema) === headers.ce_type,
    )
    if (one === undefined || more.length === 0) return one
    // Two versions of its type have had the id: the one that the bytes are of, the present one before others.
    const fit = [one, ...more].map((schema) => ({ schema, how: fits(schema, value) }))
    return (fit.find(({ how }) => how === 'written') ?? fit.find(({ how }) => how === 'readable'))?.schema ?? one
  }
  const schemaOf = (record: LogRecord, id: number): string | undefined =>
    INBOX_PATTERN.test(record.topic) ? inboxSchema(record, id) : (record.headers[SCHEMA_HEADER] ?? first?.get(id))
  const now = (record: LogRecord): LogRecord => {
    const id = wireId(record.value)
    const schema = id === undefined ? undefined : schemaOf(record, id)
    const wanted = schema === undefined ? undefined : registry.idNow?.(schema)
    return wanted === undefined || wanted === id ? record : { ...record, value: withWireId(record.value, wanted), stored: record.value }
  }
  const named = (record: NewRecord): NewRecord => {
    const id = INBOX_PATTERN.test(record.topic) ? undefined : wireId(record.value)
    const schema = id === undefined ? undefined : registry.fingerprintOf(id)
    return schema === undefined ? record : { ...record, headers: { ...record.headers, [SCHEMA_HEADER]: schema } }
  }
  return {
    ...log,
    append: (records) => log.append(records.map(named)),
    read: async (topic, partition, from, limit) => (await log.read(topic, partition, from, limit)).map(now),
    consume: (options) =>
      log.consume({
        ...options,
        handle: (batches) => options.handle(batches.map((batch) => ({ ...batch, records: batch.records.map(now) }))),
      }),
  }
}
