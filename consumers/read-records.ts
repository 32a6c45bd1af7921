import type { EventLog, LogRecord } from '../infra/event-log/port.ts'

const CHUNK = 1_000

/** Records of a chunk where two are held at once: one is being committed, and one prepared. */
export const OF_TWO = CHUNK / 2

/** Records of a partition from `start` up to before `end`, in chunks of `most` records at most. */
export async function* readChunks(
  log: EventLog,
  topic: string,
  partition: number,
  start: number,
  end: number,
  most = CHUNK,
): AsyncGenerator<readonly LogRecord[]> {
  for (let from = start; from < end;) {
    const records = (await log.read(topic, partition, from, most)).filter(({ offset }) => offset < end)
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
