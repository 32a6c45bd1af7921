import { randomUUID } from 'node:crypto'
import type { Consumer, ConsumerOptions, EventLog, LogRecord } from '../../../infra/event-log/port.ts'

/** An open log and how to come back to it. */
export interface OpenedLog {
  readonly log: EventLog
  /** Closes the log and opens it again: what was acknowledged is there. Replaces `log`. */
  reopen(): Promise<void>
  dispose(): Promise<void>
}

export type Current = () => OpenedLog

/** A name that no other test uses. */
export const fresh = (prefix: string): string => `${prefix}.${randomUUID().slice(0, 8)}`

export const bytes = (text: string): Buffer => Buffer.from(text, 'utf8')

/** Makes a topic with a fresh name. */
export async function freshTopic(log: EventLog, partitions = 1): Promise<string> {
  const topic = fresh('contract')
  await log.createTopic(topic, { partitions })
  return topic
}

/** All records of a topic, partition by partition. */
export async function readAll(log: EventLog, topic: string): Promise<LogRecord[]> {
  const ranges = await log.ranges(topic)
  const parts = await Promise.all(ranges.map(({ partition, start }) => log.read(topic, partition, start, 100_000)))
  return parts.flat()
}

/** Resolves when the condition holds; rejects after `ms`. */
export async function eventually(condition: () => boolean, ms = 60_000): Promise<void> {
  const end = performance.now() + ms
  while (!condition()) {
    if (performance.now() > end) throw new Error('it did not happen in time')
    await new Promise((resolve) => {
      setTimeout(resolve, 5)
    })
  }
}

export interface Collector {
  readonly consumer: Consumer
  readonly records: LogRecord[]
  texts(): string[]
}

/** A consumer that starts at its group's committed position, keeps what it gets and commits it. */
export async function collect(
  log: EventLog,
  options: Pick<ConsumerOptions, 'group' | 'topics'> & Partial<ConsumerOptions>,
): Promise<Collector> {
  const records: LogRecord[] = []
  const consumer = await log.consume({
    position: (topic, partition) => log.committed(options.group, topic, partition),
    handle: async (batches) => {
      records.push(...batches.flatMap((batch) => batch.records))
      await log.commit(
        options.group,
        batches.map(({ topic, partition, records: [...all] }) => ({ topic, partition, offset: (all.at(-1)?.offset ?? 0) + 1 })),
      )
    },
    ...options,
  })
  return { consumer, records, texts: () => records.map((record) => record.value.toString('utf8')) }
}
