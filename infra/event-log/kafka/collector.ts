import type { Batch, LogRecord } from '../port.ts'

/** Batches of several partitions that wait for the one handler. */
export interface Collector {
  /** Resolves with true when all records were handled, with false when the collector was ended before. Rejects as the handler does. */
  add(batch: Batch): Promise<boolean>
  /** Takes no more; resolves when the call at hand is over. */
  end(): Promise<void>
}

interface Waiting {
  readonly topic: string
  readonly partition: number
  readonly records: LogRecord[]
  readonly settle: (handled: boolean) => void
  readonly fail: (error: unknown) => void
}

/** Gives what has come meanwhile to the handler together: each partition once in a call, at most `maxRecords` records in all. */
export function createCollector(handle: (batches: readonly Batch[]) => Promise<void>, maxRecords: number): Collector {
  let waiting: Waiting[] = []
  let running: Promise<void> | undefined
  let ended = false

  const take = (): { readonly batches: readonly Batch[], readonly of: readonly Waiting[] } => {
    let room = maxRecords
    const batches: Batch[] = []
    const of: Waiting[] = []
    for (const item of waiting) {
      if (room === 0) break
      const records = item.records.splice(0, room)
      room -= records.length
      batches.push({ topic: item.topic, partition: item.partition, records })
      of.push(item)
    }
    // Who had a turn goes to the end: a partition with much to do does not keep the others waiting.
    waiting = [...waiting.filter((item) => !of.includes(item)), ...of]
    return { batches, of }
  }
  const run = async (): Promise<void> => {
    await Promise.resolve()
    while (waiting.length > 0 && !ended) {
      const { batches, of } = take()
      try {
        await handle(batches)
        const done = of.filter(({ records }) => records.length === 0)
        waiting = waiting.filter((item) => !done.includes(item))
        for (const item of done) item.settle(true)
      } catch (error) {
        waiting = waiting.filter((item) => !of.includes(item))
        for (const item of of) item.fail(error)
      }
    }
    running = undefined
    if (ended) for (const item of waiting.splice(0)) item.settle(false)
  }
  return {
    add: ({ topic, partition, records }) => new Promise((settle, fail) => {
      if (ended) { settle(false); return }
      waiting.push({ topic, partition, records: [...records], settle, fail })
      running ??= run()
    }),
    async end() {
      ended = true
      await running
      for (const item of waiting.splice(0)) item.settle(false)
    },
  }
}
