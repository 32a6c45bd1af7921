import type { Catalogue, EventSchema } from '../../schemas/catalogue/event-schema.ts'
import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import { createEventForms } from '../../schemas/codec/avro-form.ts'
import { encodeWire } from '../../schemas/codec/wire.ts'
import type { SchemaRegistry } from '../registry/port.ts'
import type { NewRecord } from './port.ts'
import { inboxTopic, type InboxKind } from './topics.ts'
import { TRACEPARENT } from '../tracing/traceparent.ts'

/**
 * Makes inbox records of checked events, in their order: Confluent wire format with CloudEvents headers, and `traceparent` where they are traced. Rejects with RegistryError when the registry
 * cannot say a schema's id, and with RangeError for a type that the catalogue does not have.
 */
export type InboxRecords = (events: readonly AgencyEvent[], kind?: InboxKind, traceparent?: string) => Promise<readonly NewRecord[]>

export function createInboxRecords({
  catalogue,
  registry,
}: {
  readonly catalogue: Catalogue
  readonly registry: SchemaRegistry
}): InboxRecords {
  const forms = createEventForms(catalogue)
  const schemaOf = (type: string): EventSchema => {
    const schema = catalogue.types.get(type)
    if (schema === undefined) throw new RangeError('Not an event type of the catalogue')
    return schema
  }
  const recordOf = (event: AgencyEvent, id: number, kind?: InboxKind, traceparent?: string): NewRecord => ({
    topic: inboxTopic(event.agency, kind),
    key: null,
    value: encodeWire(id, schemaOf(event.type).avro, forms.toAvro(event)),
    headers: {
      ce_specversion: '1.0',
      ce_id: event.id,
      ce_source: event.source,
      ce_type: event.type,
      ce_time: event.time,
      ...(traceparent === undefined ? {} : { [TRACEPARENT]: traceparent }),
    },
  })
  return async (events, kind, traceparent) => {
    const types = [...new Set(events.map(({ type }) => type))]
    const ids = new Map(await Promise.all(types.map(async (type) => [type, await registry.idOf(schemaOf(type).subject)] as const)))
    return events.map((event) => recordOf(event, ids.get(event.type) ?? 0, kind, traceparent))
  }
}
