import { agencyOf, type CloudEventJson } from '../../commands/demo/folder.ts'
import type { NewRecord } from '../../infra/event-log/port.ts'
import { inboxTopic } from '../../infra/event-log/topics.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import type { Catalogue } from '../../schemas/index.ts'
import { encodeWire } from '../../schemas/codec/wire.ts'
import { agencyNamed } from '../../tests/fixtures/ids.ts'

/** Inbox records of events, as agencies' own producers write them. */
export const inboxRecords = (
  { catalogue, registry }: { readonly catalogue: Catalogue; readonly registry: SchemaRegistry },
  events: readonly CloudEventJson[],
): Promise<readonly NewRecord[]> =>
  Promise.all(
    events.map(async (event) => {
      const type = catalogue.types.get(event.type)
      if (type === undefined) throw new RangeError('Not a type of the catalogue.')
      return {
        topic: inboxTopic(agencyNamed(agencyOf(event))),
        key: null,
        value: encodeWire(await registry.idOf(type.subject), type.avro, event.data),
        headers: { ce_specversion: event.specversion, ce_id: event.id, ce_source: event.source, ce_type: event.type, ce_time: event.time },
      }
    }),
  )
