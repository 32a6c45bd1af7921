import { nextRunning, recordDigest, RUNNING_START } from '../../core/chain/record-digest.ts'
import { createSlices } from '../../infra/event-loop/in-slices.ts'
import type { EventLog, LogRecord } from '../../infra/event-log/port.ts'
import type { LogHead } from '../../infra/heads/port.ts'
import { readChunks } from '../read-records.ts'

/** Where counting begins in a partition that has no head. */
export const headAt = (topic: string, partition: number, first: number): LogHead => ({
  topic,
  partition,
  first,
  next: first,
  running: RUNNING_START,
  last: RUNNING_START,
  at: 0,
})

/** Of the bytes that stand in the log: a record is the same after the registry was numbered anew. */
const digestOf = ({ key, value, stored }: LogRecord): Buffer => recordDigest(key, stored ?? value)

/** A head after one more record. */
function withRecord(head: LogHead, record: LogRecord): LogHead {
  const { offset, timestamp } = record
  const last = digestOf(record)
  return { ...head, next: offset + 1, running: nextRunning(head.running, last), last, at: timestamp }
}

/** Counts on from a head up to before `end`: the head after each chunk. Lets others work between records. */
export async function* countOn(log: EventLog, from: LogHead, end: number): AsyncGenerator<LogHead> {
  const slices = createSlices()
  let head = from
  for await (const records of readChunks(log, from.topic, from.partition, from.next, end)) {
    for (const record of records) {
      head = withRecord(head, record)
      await slices.pause()
    }
    yield head
  }
}

/** The head of what a partition holds before `end`, counted again from its first record. */
export async function recount(log: EventLog, topic: string, partition: number, first: number, end: number): Promise<LogHead> {
  let head = headAt(topic, partition, first)
  for await (const next of countOn(log, head, end)) head = next
  return head
}

/** Whether the record before a head is the one that was counted. */
export async function endsAsCounted(log: EventLog, { topic, partition, first, next, last }: LogHead): Promise<boolean> {
  if (next === first) return true
  const [record] = await log.read(topic, partition, next - 1, 1)
  return record?.offset === next - 1 && digestOf(record).equals(last)
}
