import { CONTROL_CONSUMER } from '../../consumers/control/start.ts'
import { ERASURES_CONSUMER } from '../../consumers/erasures/start.ts'
import { LINKS_CONSUMER } from '../../consumers/intake/links-store.ts'
import { RECALLS_CONSUMER } from '../../consumers/recalls/start.ts'
import { TIMELINE_CONSUMER } from '../../consumers/timeline/start.ts'
import type { Role } from '../../infra/configuration/settings.ts'
import type { EventLog } from '../../infra/event-log/port.ts'
import { ACCESS_LOG, CASE_EVENTS, CONTROL_EVENTS, LINKS_EVENTS } from '../../infra/event-log/topics.ts'
import type { ReadStore } from '../../infra/read-store/port.ts'

/** How far a consumer is behind its topic. */
export interface Lag {
  readonly consumer: string
  readonly records: number
  /** When the oldest record that it has not taken was appended (ms since the Unix epoch); undefined: it has all. */
  readonly oldestAt: number | undefined
}

/** A consumer whose offsets are in the read store, and its topic. */
export interface Followed {
  readonly consumer: string
  readonly topic: string
}

const CONTROL: Followed = { consumer: CONTROL_CONSUMER, topic: CONTROL_EVENTS }
const LINKS: Followed = { consumer: LINKS_CONSUMER, topic: LINKS_EVENTS }
const TIMELINE: Followed = { consumer: TIMELINE_CONSUMER, topic: CASE_EVENTS }
const ERASURES: Followed = { consumer: ERASURES_CONSUMER, topic: CONTROL_EVENTS }
const RECALLS: Followed = { consumer: RECALLS_CONSUMER, topic: ACCESS_LOG }

/** What each role looks at: its own consumers, and a gateway all that its answers rest on, whoever runs them. INVARIANT: topics that its user may read. */
const FOLLOWED: Readonly<Record<Role, readonly Followed[]>> = {
  control: [CONTROL],
  timeline: [TIMELINE, ERASURES, RECALLS],
  intake: [LINKS],
  gateway: [CONTROL, LINKS, TIMELINE, RECALLS],
}

export const followedBy = (roles: readonly Role[]): readonly Followed[] => [...new Set(roles.flatMap((role) => FOLLOWED[role]))]

/** Without whose effects a process is not ready: a notice may come late, what is decided by may not. */
export const isNeeded = ({ consumer }: Pick<Lag, 'consumer'>): boolean => consumer !== RECALLS_CONSUMER

/** When a record was appended, kept for as long as it is the one that is asked for: a consumer that stands still costs one look. */
export type AppendedAt = (topic: string, partition: number, offset: number) => Promise<number | undefined>

export function createAppendedAt(log: EventLog): AppendedAt {
  const kept = new Map<string, { readonly offset: number; readonly at: number }>()
  return async (topic, partition, offset) => {
    const key = `${topic} ${String(partition)}`
    const found = kept.get(key)
    if (found?.offset === offset) return found.at
    const [record] = await log.read(topic, partition, offset, 1)
    if (record === undefined) return undefined
    kept.set(key, { offset, at: record.timestamp })
    return record.timestamp
  }
}

export const oldestOf = (moments: readonly (number | undefined)[]): number | undefined =>
  moments.reduce<number | undefined>((oldest, at) => (at === undefined || (oldest !== undefined && oldest <= at) ? oldest : at), undefined)

/** How far consumers are behind, by the offsets of the read store. */
export async function readLags(
  { log, store, appendedAt }: { readonly log: EventLog; readonly store: ReadStore; readonly appendedAt: AppendedAt },
  followed: readonly Followed[],
): Promise<readonly Lag[]> {
  const rows = await store.db.selectFrom('consumer_offset').select(['consumer', 'topic', 'partition', 'next_offset']).execute()
  const next = new Map(rows.map((row) => [`${row.consumer} ${row.topic} ${String(row.partition)}`, row.next_offset]))
  const lags: Lag[] = []
  for (const { consumer, topic } of followed) {
    const behind = (await log.ranges(topic)).flatMap(({ partition, start, end }) => {
      const from = Math.max(start, Number(next.get(`${consumer} ${topic} ${String(partition)}`) ?? start))
      return end > from ? [{ partition, from, records: end - from }] : []
    })
    const moments = await Promise.all(behind.map(({ partition, from }) => appendedAt(topic, partition, from)))
    lags.push({ consumer, records: behind.reduce((sum, { records }) => sum + records, 0), oldestAt: oldestOf(moments) })
  }
  return lags
}

/** Age of what waits (s), 0 where nothing does. `now` in ms since the Unix epoch. */
export const ageSeconds = (oldestAt: number | undefined, now: number): number =>
  oldestAt === undefined ? 0 : Math.max(0, now - oldestAt) / 1_000
