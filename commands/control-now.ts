import type { ControlState } from '../core/control/state.ts'
import { controlFolder } from '../gateway/read/decoders.ts'
import type { ReadStore } from '../infra/read-store/port.ts'
import { loadRecords } from '../schemas/index.ts'

/** What control.events says now, as the read store has it. */
export async function controlNow(store: ReadStore): Promise<ControlState> {
  const fold = controlFolder(loadRecords())
  return fold(await store.db.selectFrom('control_entry').select(['schema', 'entry']).orderBy('sequence').execute())
}
