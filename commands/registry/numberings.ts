import type { Numbering } from '../../core/control/numberings.ts'
import { EventLogError, type EventLog } from '../../infra/event-log/port.ts'
import type { ReadStore } from '../../infra/read-store/port.ts'
import { readNumberings } from '../../infra/registry/numbered/read-numberings.ts'
import { controlNow } from '../control-now.ts'

/** How the registry has numbered schemas, oldest first: as control.events says, or, for a process that may not read that topic, as the read store has it. */
export async function numberingsOf(log: EventLog, store: ReadStore): Promise<readonly Numbering[]> {
  try {
    return await readNumberings(log)
  } catch (error) {
    if (!(error instanceof EventLogError) || error.code !== 'not-allowed') throw error
    return (await controlNow(store)).numberings
  }
}
