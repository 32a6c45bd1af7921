/** Where a batch was appended: its first record's offset, the others follow; append time in milliseconds since the Unix epoch. */
export interface PartitionPosition {
  readonly baseOffset: number
  readonly timestamp: number
}

/** What a queue holds: the bytes are what it costs on the wire, about. */
export interface Sized {
  readonly bytes: number
}

/** A queue before one partition. */
export interface PartitionQueue<R> {
  /** Adds records in order; resolves with each one's position when all are durable. Rejected: any of them may have been appended. */
  add(records: readonly R[]): Promise<readonly PartitionPosition[]>
  /** Resolves when nothing waits and nothing is on its way. */
  idle(): Promise<void>
}

export interface PartitionQueueOptions<R> {
  /** Sends a batch, again and again until it knows or gives up. Called for one batch at a time. */
  readonly send: (batch: readonly R[]) => Promise<PartitionPosition>
  /** Most records and bytes of a batch; a larger record goes alone. */
  readonly maxRecords: number
  readonly maxBytes: number
}

interface Entry<R> {
  readonly record: R
  readonly resolve: (position: PartitionPosition) => void
  readonly reject: (error: unknown) => void
}

/**
 * One batch on its way at a time; what comes meanwhile goes together in the next.
 * INVARIANT: when a batch fails, all that waits behind it fails too. Its sender sends it again, and a later record of the same key must not overtake it.
 */
export function createPartitionQueue<R extends Sized>({ send, maxRecords, maxBytes }: PartitionQueueOptions<R>): PartitionQueue<R> {
  let waiting: Entry<R>[] = []
  let running: Promise<void> | undefined

  const take = (): Entry<R>[] => {
    let count = 0
    let bytes = 0
    for (const { record } of waiting) {
      bytes += record.bytes
      if (count === maxRecords || (count > 0 && bytes > maxBytes)) break
      count++
    }
    return waiting.splice(0, count)
  }
  const sendOne = async (batch: readonly Entry<R>[]): Promise<void> => {
    try {
      const { baseOffset, timestamp } = await send(batch.map(({ record }) => record))
      batch.forEach(({ resolve }, index) => {
        resolve({ baseOffset: baseOffset + index, timestamp })
      })
    } catch (error) {
      const behind = waiting
      waiting = []
      for (const { reject } of [...batch, ...behind]) reject(error)
    }
  }
  const run = async (): Promise<void> => {
    // What is added in the same turn goes together.
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
    while (waiting.length > 0) await sendOne(take())
    running = undefined
  }
  return {
    add: async (records) => {
      const appended = records.map(
        (record) =>
          new Promise<PartitionPosition>((resolve, reject) => {
            waiting.push({ record, resolve, reject })
          }),
      )
      running ??= run()
      const settled = await Promise.allSettled(appended)
      return settled.map((one) => {
        if (one.status === 'rejected') throw one.reason
        return one.value
      })
    },
    idle: async () => {
      while (running !== undefined) await running
    },
  }
}
