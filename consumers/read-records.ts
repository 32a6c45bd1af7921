import type { Batch, EventLog, LogRecord, PartitionRange } from '../infra/event-log/port.ts'

const CHUNK = 1_000

/** Records of a partition from `start` up to before `end`, in chunks. */
export async function* readChunks(
  log: EventLog,
  topic: string,
  partition: number,
  start: number,
  end: number,
): AsyncGenerator<readonly LogRecord[]> {
  for (let from = start; from < end;) {
    const records = (await log.read(topic, partition, from, CHUNK)).filter(({ offset }) => offset < end)
    const last = records.at(-1)
    if (last === undefined) return
    from = last.offset + 1
    yield records
  }
}

/** Records of a partition from `start` up to before `end`, one by one. */
export async function* readRecords(log: EventLog, topic: string, partition: number, start: number, end: number): AsyncGenerator<LogRecord> {
  for await (const records of readChunks(log, topic, partition, start, end)) yield* records
}

/** Records of partitions, in chunks of up to as many from one or more of them, each partition in its order. */
export async function* readBatches(
  log: EventLog,
  topic: string,
  ranges: readonly PartitionRange[],
  most: number,
): AsyncGenerator<readonly Batch[]> {
  let batches: Batch[] = []
  let room = most
  for (const { partition, start, end } of ranges) {
    for (let from = start; from < end;) {
      const records = (await log.read(topic, partition, from, room)).filter(({ offset }) => offset < end)
      const last = records.at(-1)
      if (last === undefined) break
      from = last.offset + 1
      const before = batches.at(-1)
      if (before?.partition === partition) batches[batches.length - 1] = { ...before, records: [...before.records, ...records] }
      else batches.push({ topic, partition, records })
      room -= records.length
      if (room > 0) continue
      yield batches
      batches = []
      room = most
    }
  }
  if (batches.length > 0) yield batches
}
