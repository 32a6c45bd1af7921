import type { CodeList, EventSchema } from '../catalogue/event-schema.ts'
import { schemaOfAvro, type JsonSchema } from './of-avro.ts'

const UUID = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
const SOURCE = '^/agencies/[a-z0-9][a-z0-9_-]{0,63}/[a-z0-9][a-z0-9_-]{0,63}$'

/** The JSON Schema (2020-12) of an event type in CloudEvents' JSON form. What it lets through may still break a publish rule. */
export const eventJsonSchema = ({ type, title, source }: Pick<EventSchema, 'type' | 'title' | 'source'>, codeLists: ReadonlyMap<string, CodeList>): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title,
  type: 'object',
  required: ['specversion', 'id', 'source', 'type', 'time', 'data'],
  properties: {
    specversion: { const: '1.0' },
    id: { type: 'string', pattern: UUID, description: 'A UUID in lower case that the agency chooses; never used for another event' },
    source: { type: 'string', pattern: SOURCE, description: '/agencies/<agency>/<system>' },
    type: { const: type },
    time: { type: 'string', format: 'date-time', description: 'When the agency recorded it' },
    datacontenttype: { const: 'application/json' },
    data: schemaOfAvro(source, codeLists),
  },
  // Extension attributes (CloudEvents 1.0): taken, and ignored.
  propertyNames: { pattern: '^[a-z0-9]{1,20}$' },
  additionalProperties: { type: ['string', 'boolean', 'integer'] },
})
