import type { CodeList, EventSchema } from '../catalogue/event-schema.ts'
import { schemaOfAvro, type Parts } from './of-avro.ts'
import type { JsonSchema } from './json-schema.ts'
import { texts } from './texts.ts'

const SOURCE = '^/agencies/[a-z0-9][a-z0-9_-]{0,63}/[a-z0-9][a-z0-9_-]{0,63}$'

/** The attributes of a CloudEvent that every type has, and its data. */
export const eventSchema = (type: JsonSchema, data: JsonSchema, { text }: Pick<Parts, 'text'>): JsonSchema => ({
  type: 'object',
  required: ['specversion', 'id', 'source', 'type', 'time', 'data'],
  properties: {
    specversion: { type: 'string', enum: ['1.0'] },
    id: { description: 'A UUID in lower case that the agency chooses; never used for another event', ...text('uuid') },
    source: { type: 'string', pattern: SOURCE, description: '/agencies/<agency>/<system>' },
    type,
    time: { description: 'When the agency recorded it', ...text('dateTime') },
    datacontenttype: {
      type: ['string', 'null'],
      pattern: '^[Aa][Pp][Pp][Ll][Ii][Cc][Aa][Tt][Ii][Oo][Nn]/[Jj][Ss][Oo][Nn]\\s*(;|$)',
      description: 'application/json',
    },
    data,
  },
})

/** Extension attributes (CloudEvents 1.0): taken, and ignored. */
export const extensions: JsonSchema = {
  propertyNames: { pattern: '^[a-z0-9]{1,20}$' },
  additionalProperties: { type: ['string', 'boolean', 'integer', 'null'] },
}

/** The JSON Schema (2020-12) of an event type in CloudEvents' JSON form. What it lets through may still break a publish rule. */
export function eventJsonSchema(
  { type, title, source }: Pick<EventSchema, 'type' | 'title' | 'source'>,
  codeLists: ReadonlyMap<string, CodeList>,
): JsonSchema {
  const parts: Parts = {
    codes: (list) => ({ type: 'string', enum: codeLists.get(list)?.codes.map(({ code }) => code) ?? [] }),
    text: (name) => texts[name],
    record: (_name, schema) => schema,
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    ...eventSchema({ const: type }, schemaOfAvro(source, parts), parts),
    ...extensions,
  }
}
