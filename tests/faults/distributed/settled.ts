import { setTimeout as delay } from 'node:timers/promises'
import type { Parts } from '../../../commands/parts.ts'
import { INTAKE_GROUP } from '../../../consumers/intake/start.ts'
import { TIMELINE_CONSUMER } from '../../../consumers/timeline/start.ts'
import { CASE_EVENTS, inboxTopic } from '../../../infra/event-log/topics.ts'
import { nextOffset } from '../../../infra/read-store/offsets.ts'
import { AGENCIES } from '../events.ts'

/** Everything that is to happen in a run has happened by then, or the installation does not come back. */
const PATIENCE_MS = 120_000
const LOOK_MS = 50

type Place = readonly [topic: string, partition: number, end: number]

const endsOf = async ({ log }: Parts, topics: readonly string[]): Promise<readonly Place[]> =>
  (
    await Promise.all(topics.map(async (topic) => (await log.ranges(topic)).map(({ partition, end }) => [topic, partition, end] as const)))
  ).flat()

async function untilTaken(
  places: readonly Place[],
  what: string,
  next: (topic: string, partition: number) => Promise<number | undefined>,
): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  for (const [topic, partition, end] of places) {
    if (end === 0) continue
    while (((await next(topic, partition)) ?? 0) < end) {
      if (performance.now() > until) {
        throw new Error(
          `The ${what} has not taken ${topic}, partition ${String(partition)}, to ${String(end)} within ${String(PATIENCE_MS / 1000)} s.`,
        )
      }
      await delay(LOOK_MS)
    }
  }
}

/** Waits until all that the inboxes hold now is where it goes: told of in a receipt, and on its timeline. */
export async function settled(parts: Parts): Promise<void> {
  const { log, store } = parts
  await untilTaken(
    await endsOf(
      parts,
      AGENCIES.map((agency) => inboxTopic(agency)),
    ),
    'intake',
    (topic, partition) => log.committed(INTAKE_GROUP, topic, partition),
  )
  await untilTaken(await endsOf(parts, [CASE_EVENTS]), 'timeline', (topic, partition) =>
    nextOffset(store.db, TIMELINE_CONSUMER, topic, partition),
  )
}
