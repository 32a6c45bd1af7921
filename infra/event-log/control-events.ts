import { loadRecords, recordOf } from '../../schemas/index.ts'
import { encodeWire } from '../../schemas/codec/wire.ts'
import type { SchemaRegistry } from '../registry/port.ts'
import type { Appended, EventLog } from './port.ts'
import { CONTROL_EVENTS } from './topics.ts'

/** Records of control.events by the name of their schema; see schemas/records/. */
export type ControlRecord =
  | 'agency-registered'
  | 'policy-released'
  | 'policy-proposed'
  | 'staff-changed'
  | 'schema-ids'
  | 'erasure-proposed'
  | 'erasure-ordered'
  | 'retention-decided'

/** Appends entries of one kind to control.events, in order; resolves when they are durable. */
export async function appendControl(
  log: EventLog,
  registry: SchemaRegistry,
  name: ControlRecord,
  entries: readonly Readonly<Record<string, unknown>>[],
): Promise<readonly Appended[]> {
  if (entries.length === 0) return []
  const { subject, avro } = recordOf(loadRecords(), name)
  const id = await registry.idOf(subject)
  return log.append(entries.map((entry) => ({ topic: CONTROL_EVENTS, key: null, value: encodeWire(id, avro, entry) })))
}
