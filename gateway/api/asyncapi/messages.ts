import type { EventSchema } from '../../../schemas/catalogue/event-schema.ts'

type Json = Readonly<Record<string, unknown>>

/** The CloudEvents attributes of a record in binary mode (CloudEvents Kafka Protocol Binding 1.0.2, 3.2): headers in UTF-8. */
const headersOf = (type: string): Json => ({
  type: 'object',
  required: ['ce_specversion', 'ce_id', 'ce_source', 'ce_type', 'ce_time'],
  properties: {
    ce_specversion: { type: 'string', const: '1.0' },
    ce_id: { type: 'string', format: 'uuid', description: 'A UUID in lower case, never used for another event' },
    ce_source: { type: 'string', description: '/agencies/<agency>/<system>; the agency is the one that writes' },
    ce_type: { type: 'string', const: type },
    ce_time: { type: 'string', format: 'date-time', description: 'When the agency recorded it' },
    traceparent: { type: 'string', description: 'W3C Trace Context' },
  },
})

/** A name for a message: `behaviour.incident-recorded` is `behaviour_incident-recorded`, since a component's name has no dots. */
export const messageName = (type: string): string => type.replace('.', '_')

/** The message of an event type: its Avro schema, and its example in JSON. */
export function eventMessage({ type, title, subject, source, publishers }: EventSchema, example: Json | undefined): Json {
  const { id, source: from, time, data } = example ?? {}
  return {
    name: type,
    title,
    summary: `Registry subject ${subject}`,
    description: `Agencies that may send it: ${publishers.join(', ')}.`,
    contentType: 'application/vnd.apache.avro',
    headers: headersOf(type),
    payload: { schemaFormat: 'application/vnd.apache.avro+json;version=1.9.0', schema: source },
    bindings: {
      kafka: {
        schemaIdLocation: 'payload',
        schemaIdPayloadEncoding: 'confluent',
        schemaLookupStrategy: 'RecordNameStrategy',
        bindingVersion: '0.5.0',
      },
    },
    ...(example === undefined
      ? {}
      : {
          examples: [
            {
              name: 'made-up',
              summary: 'Made-up people; the payload in JSON',
              headers: { ce_specversion: '1.0', ce_id: id, ce_source: from, ce_type: type, ce_time: time },
              payload: data,
            },
          ],
        }),
  }
}
