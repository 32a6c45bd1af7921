import { setTimeout as sleep } from 'node:timers/promises'
import { EventLogError, type ConsumerOptions, type PartitionRange } from '../port.ts'
import type { TopicPartition } from './membership.ts'
import type { Ranges } from './ranges.ts'

const olderCopy = (group: string, { topic, partition }: TopicPartition): EventLogError =>
  new EventLogError(
    'corrupt',
    `Partition ${String(partition)} of ${topic} ends before the position of ${group}: the log is an older copy. Restore the newest.`,
  )

/** A new leader learns a moment later how far its partition goes. */
const ATTEMPTS = 4
const BETWEEN_ATTEMPTS_MS = 250

/**
 * Where to go on in a partition from `position`: there, or at the start of what trimming has left. A position past the end means that the log is older
 * than its reader, and going on would skip records: EventLogError `corrupt`.
 */
export async function offsetFrom(
  group: string,
  from: TopicPartition,
  position: number | undefined,
  ranges: Ranges,
  found?: readonly PartitionRange[],
): Promise<number> {
  let all = found ?? (await ranges(from.topic))
  for (let attempt = 1; ; attempt++) {
    const { start = 0, end = 0 } = all.find(({ partition }) => partition === from.partition) ?? {}
    if (position === undefined || position <= end) return Math.max(position ?? start, start)
    if (attempt === ATTEMPTS) throw olderCopy(group, from)
    await sleep(BETWEEN_ATTEMPTS_MS)
    all = await ranges(from.topic)
  }
}

/** The first offset of each partition that was assigned, as the consumer's owner says. */
export async function startOffsets(
  options: ConsumerOptions,
  assigned: readonly TopicPartition[],
  ranges: Ranges,
): Promise<readonly number[]> {
  const topics = [...new Set(assigned.map(({ topic }) => topic))]
  const found = new Map(await Promise.all(topics.map(async (topic) => [topic, await ranges(topic)] as const)))
  return Promise.all(
    assigned.map(async (key) => {
      const position = await options.position(key.topic, key.partition)
      return offsetFrom(options.group, key, position, ranges, found.get(key.topic))
    }),
  )
}
