import { CONTROL_CONSUMER, startControl } from '../consumers/control/start.ts'
import { CONTROL_EVENTS } from '../infra/event-log/topics.ts'
import { caughtUp } from './catch-up.ts'
import type { Parts } from './parts.ts'
import { refuseLostRecord } from './record-check.ts'

/** Does work that waits for entries of control.events to be in force, where nothing else applies them. Throws RecordError where the record is not what it was. */
export async function withControl<T>(parts: Parts, work: () => Promise<T>): Promise<T> {
  await refuseLostRecord(parts)
  const control = await startControl(parts)
  try {
    await caughtUp(parts.log, parts.store, CONTROL_CONSUMER, CONTROL_EVENTS)
    return await work()
  } finally {
    await control.stop()
  }
}
