import type { EventLog, LogRecord } from '../../../infra/event-log/port.ts'

const CHUNK = 1_000

/** Every record of a partition from an offset on, in order. */
export async function* readAll(log: Pick<EventLog, 'read'>, topic: string, partition: number, start = 0): AsyncGenerator<LogRecord> {
  let from = start
  for (;;) {
    const records = await log.read(topic, partition, from, CHUNK)
    yield* records
    const last = records.at(-1)
    if (last === undefined) return
    from = last.offset + 1
  }
}
