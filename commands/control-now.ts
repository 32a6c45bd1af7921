import { createControlDecoder } from '../core/control/decode-entry.ts'
import { controlState, type ControlState } from '../core/control/state.ts'
import { createWriters } from '../core/records/writers.ts'
import type { ReadStore } from '../infra/read-store/port.ts'
import { loadRecords, writerVersions } from '../schemas/index.ts'

/** What control.events says now, as the read store has it. */
export async function controlNow(store: ReadStore): Promise<ControlState> {
  const records = [...loadRecords().values()]
  const types = new Map(records.map(({ subject, avro }) => [subject, avro]))
  const decode = createControlDecoder(createWriters(writerVersions()), (subject) => types.get(subject))
  const rows = await store.db.selectFrom('control_entry').select(['schema', 'entry']).orderBy('sequence').execute()
  return controlState(rows.map(decode))
}
