import type { CaseEventRecord } from '../../core/case/index-part.ts'
import { SUBJECTS } from '../../schemas/generated/records.ts'
import { loadRecords, recordOf } from '../../schemas/catalogue/records.ts'
import { encodeWire } from '../../schemas/codec/wire.ts'
import type { SchemaRegistry } from '../registry/port.ts'
import type { Appended, EventLog } from './port.ts'
import { CASE_EVENTS } from './topics.ts'

/** Writes records to case.events, keyed by case log; resolves with their positions when durable. */
export type CaseEventWriter = (records: readonly CaseEventRecord[]) => Promise<readonly Appended[]>

/** Looks up the wire id once. Rejects with RegistryError when the registry lacks CaseEvent. */
export async function createCaseEventWriter(log: EventLog, registry: SchemaRegistry): Promise<CaseEventWriter> {
  const { avro } = recordOf(loadRecords(), 'case-event')
  const id = await registry.idOf(SUBJECTS.caseEvent)
  return (records) =>
    log.append(records.map((record) => ({ topic: CASE_EVENTS, key: record.index.case_log, value: encodeWire(id, avro, record) })))
}

/**
 * Proposes one event of a case, such as a link; it takes effect when the timeline has it (`waitForEffect`). The same event id again is a
 * repeat and harmless.
 */
export async function proposeCaseEvent(log: EventLog, registry: SchemaRegistry, record: CaseEventRecord): Promise<Appended> {
  const [appended] = await (await createCaseEventWriter(log, registry))([record])
  if (appended === undefined) throw new Error('The log gave no position.')
  return appended
}
