import { controlLogEntry, type ControlLogEntry } from '../core/control/fold-log.ts'
import { controlState } from '../core/control/state.ts'
import { readRecords } from '../consumers/read-records.ts'
import type { EventLog } from '../infra/event-log/port.ts'
import { CONTROL_EVENTS } from '../infra/event-log/topics.ts'
import { createRecordCodec } from '../infra/registry/record-codec.ts'
import type { SchemaRegistry } from '../infra/registry/port.ts'
import { type AgencyId, isAgencyId } from '../schemas/ids.ts'

/** Ids of the agencies that control.events registers; none while there is no such topic. Rejects with RegistryError or EventLogError. */
export async function registeredAgencies(log: EventLog, registry: SchemaRegistry): Promise<readonly AgencyId[]> {
  if (!(await log.topics()).some(({ topic }) => topic === CONTROL_EVENTS)) return []
  const { decode } = createRecordCodec(registry)
  const [range] = await log.ranges(CONTROL_EVENTS)
  const entries: ControlLogEntry[] = []
  for await (const { value } of readRecords(log, CONTROL_EVENTS, 0, range?.start ?? 0, range?.end ?? 0)) {
    const decoded = await decode(value)
    // INVARIANT: no agency is taken for unregistered because an entry cannot be read.
    if (!decoded.ok)
      throw new Error(
        'An entry of control.events cannot be read, so who is registered is not known. Is SCHEMA_REGISTRY_URL the registry of this installation? See: throughline schemas check',
      )
    const entry = controlLogEntry(decoded.value)
    if (entry !== undefined) entries.push(entry)
  }
  return [...controlState(entries).agencies.keys()].filter(isAgencyId)
}
