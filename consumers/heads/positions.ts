import type { ReadStore } from '../../infra/read-store/port.ts'
import { ACCESS_LOG, CASE_EVENTS, CONTROL_EVENTS, LINKS_EVENTS, UNLINKED_EVENTS } from '../../infra/event-log/topics.ts'
import { CONTROL_CONSUMER } from '../control/start.ts'
import { LINKS_CONSUMER } from '../intake/links-store.ts'
import { UNLINKED_CONSUMER } from '../intake/unlinked-log.ts'
import { RECALLS_CONSUMER } from '../recalls/start.ts'
import { TIMELINE_CONSUMER } from '../timeline/start.ts'

/** Who takes each log of the record into the read store. */
const READERS = new Map([
  [CASE_EVENTS, TIMELINE_CONSUMER],
  [LINKS_EVENTS, LINKS_CONSUMER],
  [UNLINKED_EVENTS, UNLINKED_CONSUMER],
  [CONTROL_EVENTS, CONTROL_CONSUMER],
  [ACCESS_LOG, RECALLS_CONSUMER],
])

/** How far the read store has taken in a partition of the record: the next offset that it wants, 0 before the first. */
export type Positions = (topic: string, partition: number) => number

export async function readPositions({ db }: ReadStore): Promise<Positions> {
  const rows = await db
    .selectFrom('consumer_offset')
    .select(['consumer', 'topic', 'partition', 'next_offset'])
    .where('consumer', 'in', [...READERS.values()])
    .execute()
  const next = new Map(
    rows
      .filter(({ consumer, topic }) => READERS.get(topic) === consumer)
      .map(({ topic, partition, next_offset: offset }) => [`${topic} ${String(partition)}`, offset]),
  )
  return (topic, partition) => next.get(`${topic} ${String(partition)}`) ?? 0
}
