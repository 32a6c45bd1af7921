import express from 'express'
import { agencyOf, type CloudEventJson } from '../../commands/demo/folder.ts'
import { systemClock } from '../../infra/clock/clock.ts'
import { inboxTopic } from '../../infra/event-log/topics.ts'
import { createFolderRegistry } from '../../infra/registry/folder.ts'
import { encodeWire } from '../../schemas/codec/wire.ts'
import { loadCatalogue, schemasFolder } from '../../schemas/index.ts'
import { agencyNamed } from '../../tests/fixtures/ids.ts'
import type { PlainLog } from './log.ts'
import { servePlain, type PlainServer } from './serve.ts'

/** Ceiling of accepting: a bare express that parses a batch, encodes it and appends it to the same kind of log. It checks nothing and nobody. */
export async function plainGateway(log: PlainLog): Promise<PlainServer> {
  const registry = createFolderRegistry({ folder: schemasFolder, clock: systemClock })
  const types = new Map(
    await Promise.all(
      [...loadCatalogue().types.values()].map(
        async ({ type, subject, avro }) => [type, { avro, id: await registry.idOf(subject) }] as const,
      ),
    ),
  )
  const recordOf = (event: CloudEventJson) => {
    const type = types.get(event.type)
    if (type === undefined) throw new RangeError('Not a type of the catalogue.')
    return {
      topic: inboxTopic(agencyNamed(agencyOf(event))),
      key: null,
      value: encodeWire(type.id, type.avro, event.data),
      headers: { ce_specversion: event.specversion, ce_id: event.id, ce_source: event.source, ce_type: event.type, ce_time: event.time },
    }
  }
  return servePlain((app) => {
    app.post('/v1/events', express.json({ type: () => true, limit: '2mb' }), async (request, response) => {
      const events = request.body as readonly CloudEventJson[]
      await log.append(events.map(recordOf))
      response.status(202).json({ results: events.map(({ id }) => ({ id })) })
    })
  })
}
