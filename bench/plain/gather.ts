import type { Batch } from '../../infra/event-log/port.ts'

type Handle = (batches: readonly Batch[]) => Promise<void>

/** Calls a handler for batches of several partitions together, one call at a time: what comes meanwhile waits for the next. */
export function gather(handle: Handle): (batch: Batch) => Promise<void> {
  let waiting: Batch[] = []
  let next: Promise<void> | undefined
  let last = Promise.resolve()
  const run = async (after: Promise<void>): Promise<void> => {
    await after
    const batches = waiting
    waiting = []
    next = undefined
    await handle(batches)
  }
  return (batch) => {
    waiting.push(batch)
    last = next ??= run(last)
    return last
  }
}
