import { INBOX_PATTERN } from '../../infra/event-log/topics.ts'
import type { Clock } from '../../infra/clock/clock.ts'
import type { EventLog } from '../../infra/event-log/port.ts'

export interface TrimDeps {
  readonly log: EventLog
  readonly clock: Clock
  /** The consumer group that takes an inbox: what it has not committed stays, however old. */
  readonly groupOf: (topic: string) => string
}

/** How long an inbox keeps what intake has taken: 30 days from its publication. */
export const INBOX_KEPT_MS = 30 * 24 * 60 * 60_000

/** The first offset in [start, end) that was appended after a moment, else `end`. Append times never go back within a partition. */
async function firstAfter(log: EventLog, topic: string, start: number, end: number, moment: number): Promise<number> {
  let [low, high] = [start, end]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const [record] = await log.read(topic, 0, middle, 1)
    if (record === undefined || record.timestamp > moment) high = middle
    else low = Math.min(record.offset + 1, end)
  }
  return low
}

/** Deletes from every inbox what intake has taken and is older than it is kept. Returns how many offsets went. */
export async function trimInboxes({ log, clock, groupOf }: TrimDeps): Promise<number> {
  let trimmed = 0
  for (const { topic } of await log.topics()) {
    if (!INBOX_PATTERN.test(topic)) continue
    const [range] = await log.ranges(topic)
    const taken = await log.committed(groupOf(topic), topic, 0)
    if (range === undefined || taken === undefined || taken <= range.start) continue
    const before = await firstAfter(log, topic, range.start, Math.min(taken, range.end), clock.now() - INBOX_KEPT_MS)
    if (before <= range.start) continue
    await log.trim(topic, 0, before)
    trimmed += before - range.start
  }
  return trimmed
}
