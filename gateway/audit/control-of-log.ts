import { controlLogEntry, type ControlLogEntry } from '../../core/control/fold-log.ts'
import { controlState, type ControlState } from '../../core/control/state.ts'
import type { EventLog } from '../../infra/event-log/port.ts'
import { CONTROL_EVENTS } from '../../infra/event-log/topics.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import { readAll } from './replay/read-all.ts'

/** What control.events itself says now, whatever the read store has of it. What is no entry of it is left out. */
export async function controlOfLog(log: EventLog, registry: SchemaRegistry): Promise<ControlState> {
  const codec = createRecordCodec(registry)
  const entries: ControlLogEntry[] = []
  for await (const { value } of readAll(log, CONTROL_EVENTS, 0)) {
    const decoded = await codec.decode(value)
    const entry = decoded.ok ? controlLogEntry(decoded.value) : undefined
    if (entry !== undefined) entries.push(entry)
  }
  return controlState(entries)
}
