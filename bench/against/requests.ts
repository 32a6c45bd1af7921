import { agencyOf, type CloudEventJson } from '../../commands/demo/folder.ts'
import type { LoadRequest } from '../load/messages.ts'
import { batchesOf, singlesOf } from '../load/requests.ts'
import type { Serving } from './serving.ts'

/** A batch has more events than are awaited, so it is answered when it is durable. */
const BATCH = 200

/** Batches as the agencies of events send them, one agency after another in turn. */
export async function batchRequests(serving: Serving, events: readonly CloudEventJson[]): Promise<readonly LoadRequest[]> {
  const byAgency = [...Map.groupBy(events, agencyOf)]
  const queues = await Promise.all(byAgency.map(async ([agency, own]) => batchesOf(own, BATCH, await serving.token(agency))))
  const longest = Math.max(0, ...queues.map(({ length }) => length))
  return Array.from({ length: longest }, (_, turn) => queues.flatMap((queue) => queue[turn] ?? [])).flat()
}

/** Events one by one, each as its agency sends it. */
export async function singleRequests(serving: Serving, events: readonly CloudEventJson[]): Promise<readonly LoadRequest[]> {
  return (await Promise.all(events.map(async (event) => singlesOf([event], await serving.token(agencyOf(event)))))).flat()
}
