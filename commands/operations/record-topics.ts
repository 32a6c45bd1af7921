import type { EventLog } from '../../infra/event-log/port.ts'
import { RECORD_TOPICS } from '../../infra/event-log/topics.ts'

/** A topic of the record as it is. */
export interface RecordTopic {
  readonly topic: string
  /** Sum of the next offsets of its partitions. */
  readonly end: number
  /** Partitions whose first records are gone. */
  readonly beginAfterZero: number
}

/** Looks at the topics of the record; every process may. */
export async function readRecordTopics(log: EventLog): Promise<readonly RecordTopic[]> {
  const topics: RecordTopic[] = []
  for (const { topic } of RECORD_TOPICS) {
    const ranges = await log.ranges(topic)
    topics.push({
      topic,
      end: ranges.reduce((sum, { end }) => sum + end, 0),
      beginAfterZero: ranges.filter(({ start }) => start > 0).length,
    })
  }
  return topics
}
