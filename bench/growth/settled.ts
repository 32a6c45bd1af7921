import { setTimeout as sleep } from 'node:timers/promises'
import { INTAKE_GROUP } from '../../consumers/intake/start.ts'
import { TIMELINE_CONSUMER } from '../../consumers/timeline/start.ts'
import { caughtUp } from '../../commands/catch-up.ts'
import type { Parts } from '../../commands/parts.ts'
import type { Appended } from '../../infra/event-log/port.ts'
import { CASE_EVENTS, inboxTopic } from '../../infra/event-log/topics.ts'
import { demoAgencies } from '../made-up/events.ts'

const LOOK_MS = 20
const PATIENCE_MS = 600_000

type Ends = ReadonlyMap<string, number>

async function intakeHasTaken({ log }: Parts, ends: Ends): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  for (const [topic, end] of ends)
    while (((await log.committed(INTAKE_GROUP, topic, 0)) ?? 0) < end) {
      if (performance.now() > until) throw new Error(`The intake has not taken what is in ${topic} in ${PATIENCE_MS / 1000} s.`)
      await sleep(LOOK_MS)
    }
}

/** Resolves when the intake has taken records that were appended to inboxes. Rejects when that takes ten minutes. */
export async function taken(parts: Parts, appended: readonly Appended[]): Promise<void> {
  const ends = new Map<string, number>()
  for (const { topic, offset } of appended) ends.set(topic, Math.max(ends.get(topic) ?? 0, offset + 1))
  await intakeHasTaken(parts, ends)
}

/** Resolves when the intake has taken all that is in the inboxes, and the timeline all that the intake placed. Rejects when the intake takes ten minutes. */
export async function settled(parts: Parts): Promise<void> {
  const ends = new Map<string, number>()
  for (const { agency } of demoAgencies())
    for (const { end } of await parts.log.ranges(inboxTopic(agency))) if (end > 0) ends.set(inboxTopic(agency), end)
  await intakeHasTaken(parts, ends)
  await caughtUp(parts.log, parts.store, TIMELINE_CONSUMER, CASE_EVENTS)
}
