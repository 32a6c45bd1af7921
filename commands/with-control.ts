import { CONTROL_CONSUMER, startControl } from '../consumers/control/start.ts'
import { CONTROL_EVENTS } from '../infra/event-log/topics.ts'
import { caughtUp } from './catch-up.ts'
import type { Parts } from './parts.ts'

/** Does work that waits for entries of control.events to be in force, where nothing else applies them. */
export async function withControl<T>(parts: Parts, work: () => Promise<T>): Promise<T> {
  const control = await startControl(parts)
  try {
    await caughtUp(parts.log, parts.store, CONTROL_CONSUMER, CONTROL_EVENTS)
    return await work()
  } finally {
    await control.stop()
  }
}
