/** Where records of one partition were appended: the first one's offset, the others follow. */
export interface SentBatch {
  readonly baseOffset: number
  /** Append time, milliseconds since the Unix epoch. */
  readonly timestamp: number
}

export interface Sized {
  /** Bytes on the wire, about. */
  readonly bytes: number
}

export interface PartitionQueueOptions<R extends Sized> {
  /** Sends records as one batch, and the same ones again until it knows; one call at a time. */
  readonly send: (records: readonly R[]) => Promise<SentBatch>
  /** Most records and bytes of a batch; one larger record goes alone. */
  readonly maxRecords: number
  readonly maxBytes: number
}

/** A queue before one partition. */
export interface PartitionQueue<R extends Sized> {
  /** Adds records that belong together, in order; resolves with where each is when all are durable. */
  add(records: readonly R[]): Promise<readonly { readonly offset: number, readonly timestamp: number }[]>
  /** Resolves when nothing is on its way. */
  idle(): Promise<void>
}

interface Entry<R> {
  readonly record: R
  readonly done: (place: { readonly offset: number, readonly timestamp: number }) => void
  readonly failed: (error: unknown) => void
}

/**
 * Batches what comes while a batch is on its way, and sends one batch at a time: with more than one in flight kafkajs loses acknowledged records
 * when a broker dies. When a batch fails, so does what stands behind it: sent later, the failed records would come after it.
 */
export function createPartitionQueue<R extends Sized>({ send, maxRecords, maxBytes }: PartitionQueueOptions<R>): PartitionQueue<R> {
  const waiting: Entry<R>[] = []
  let running: Promise<void> | undefined

  const take = (): Entry<R>[] => {
    let count = 0
    for (let bytes = 0; count < waiting.length && count < maxRecords; count++) {
      bytes += waiting[count]?.record.bytes ?? 0
      if (count > 0 && bytes > maxBytes) break
    }
    return waiting.splice(0, count)
  }
  const run = async (): Promise<void> => {
    // A turn, so that calls of one turn travel together.
    await Promise.resolve()
    for (let batch = take(); batch.length > 0; batch = take()) {
      try {
        const { baseOffset, timestamp } = await send(batch.map(({ record }) => record))
        for (const [index, { done }] of batch.entries()) done({ offset: baseOffset + index, timestamp })
      } catch (error) {
        for (const { failed } of [...batch, ...waiting.splice(0)]) failed(error)
      }
    }
    running = undefined
  }
  return {
    add: (records) => {
      const places = records.map((record) => new Promise<{ readonly offset: number, readonly timestamp: number }>((done, failed) => { waiting.push({ record, done, failed }) }))
      running ??= run()
      return Promise.all(places)
    },
    idle: async () => { await running },
  }
}
