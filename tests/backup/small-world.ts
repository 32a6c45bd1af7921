import { caughtUp } from '../../commands/catch-up.ts'
import type { CloudEventJson } from '../../commands/demo/folder.ts'
import { TIMELINE_CONSUMER } from '../../consumers/timeline/start.ts'
import { CASE_EVENTS } from '../../infra/event-log/topics.ts'
import { AFTER_ALL, demoChronologies, demoReaders, openDemoWorld, type DemoWorld } from '../fixtures/demo-world.ts'
import { purposesOf } from '../gateway/audit/replay/reads.ts'
import { OF_REQUEST } from '../fixtures/of-request.ts'

const eventsOf = (name: string): readonly CloudEventJson[] => demoChronologies.find((one) => one.name === name)?.events ?? []
const EVENTS = 6
const first = eventsOf('KESTREL').slice(0, EVENTS)
/** The first of them. */
export const [target] = eventsOf('KESTREL') as readonly [CloudEventJson]
const [other] = eventsOf('LINNET') as readonly [CloudEventJson]

/** People with a link to the case, of roles that see much, little, and one pair. */
const readers = demoReaders.filter(({ id }) =>
  ['norshire-coordinator', 'norshire-idva-kv1', 'norshire-probation-officer', 'norshire-social-worker'].includes(id),
)

async function sendAll(world: DemoWorld, events: readonly CloudEventJson[]): Promise<void> {
  for (const event of events) {
    const { status } = await world.send(event)
    if (status !== 'accepted') throw new Error(`${event.data.agency_record_ref} was ${status}.`)
  }
}

/** A case of some events with its readers, and an event of another case. */
export async function openSmallWorld(given: Parameters<typeof openDemoWorld>[1] = {}): Promise<DemoWorld> {
  const world = await openDemoWorld(undefined, given)
  world.clock.moveTo(AFTER_ALL)
  await sendAll(world, [...first, other])
  await world.link(readers)
  return world
}

/** Waits until what was accepted is on the timelines, and what was erased is gone. */
export const upToDate = ({ parts }: DemoWorld): Promise<void> => caughtUp(parts.log, parts.store, TIMELINE_CONSUMER, CASE_EVENTS)

/** Status, headers and bodies of people's timelines, for every purpose of theirs, once what was accepted is on them; but what is of the one request: its time and its record. */
export async function timelines(world: DemoWorld): Promise<ReadonlyMap<string, string>> {
  await upToDate(world)
  const all = new Map<string, string>()
  for (const reader of readers) {
    const id = await world.caseId('KESTREL', reader.agency)
    for (const purpose of purposesOf(reader)) {
      const answer = await world.get(`/v1/cases/${id}/timeline?purpose=${purpose}`, reader.id)
      const headers = [...answer.headers].filter(([name]) => !OF_REQUEST.has(name) && name !== 'access-record')
      all.set(`${reader.id} ${purpose}`, JSON.stringify([answer.status, headers, await answer.text()]))
    }
  }
  return all
}
