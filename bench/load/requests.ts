import type { CloudEventJson } from '../../commands/demo/folder.ts'
import type { LoadRequest } from './messages.ts'

/** Events in batches, as an agency's system posts them. */
export const batchesOf = (events: readonly CloudEventJson[], size: number, token: string): readonly LoadRequest[] =>
  Array.from({ length: Math.ceil(events.length / size) }, (_, batch) => ({
    method: 'POST',
    path: '/v1/events',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents-batch+json' },
    body: Buffer.from(JSON.stringify(events.slice(batch * size, (batch + 1) * size))),
  }))

/** Events one by one. */
export const singlesOf = (events: readonly CloudEventJson[], token: string): readonly LoadRequest[] =>
  events.map((event) => ({
    method: 'POST',
    path: '/v1/events',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents+json' },
    body: Buffer.from(JSON.stringify(event)),
  }))
