import type { EventLog, LogRecord } from '../infra/event-log/port.ts'

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
