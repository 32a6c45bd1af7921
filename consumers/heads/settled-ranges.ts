import { setTimeout as sleep } from 'node:timers/promises'
import type { EventLog, PartitionRange } from '../../infra/event-log/port.ts'

/** A new leader learns a moment later how far its partition goes. */
const ATTEMPTS = 4
const BETWEEN_ATTEMPTS_MS = 250

/** The ranges of topics. Asks again, for a second, while a partition ends before an offset that it is known to have had (`knownEnd`). */
export async function settledRanges(
  log: EventLog,
  topics: readonly string[],
  knownEnd: (topic: string, partition: number) => number,
): Promise<readonly (readonly [topic: string, ranges: readonly PartitionRange[]])[]> {
  for (let attempt = 1; ; attempt++) {
    const found = await Promise.all(topics.map(async (topic) => [topic, await log.ranges(topic)] as const))
    if (attempt === ATTEMPTS || found.every(([topic, ranges]) => ranges.every(({ partition, end }) => end >= knownEnd(topic, partition))))
      return found
    await sleep(BETWEEN_ATTEMPTS_MS)
  }
}
