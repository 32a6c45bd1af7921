/* Words of the schemas of a pattern. */

export type Properties = Readonly<Record<string, object>>

export const all = (properties: Properties, description?: string): object => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
  ...(description === undefined ? {} : { description }),
})
/** What a role that the view is not for is not given. */
export const orNull = (properties: Properties, description: string): object => ({
  ...all(properties, description),
  type: ['object', 'null'],
})
export const arrayOf = (items: object, description?: string): object => ({
  type: 'array',
  items,
  ...(description === undefined ? {} : { description }),
})
export const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` })

export const text = { type: 'string' }
export const textOrNull = { type: ['string', 'null'] }
export const count = { type: 'integer', minimum: 0 }
export const countOrNull = { type: ['integer', 'null'] }
export const flag = { type: 'boolean' }
export const codes = arrayOf(text)
export const events = arrayOf(text, 'Ids of the events that it was made of, as the timeline has them')
export const counted = { count: { ...count, description: 'Number of `events`' }, events }
export const day = { type: 'string', format: 'date' }
export const shown = { type: 'string', description: 'YYYY-MM-DD, or YYYY-MM or YYYY where no more is shown' }
export const agency = ref('PatternAgency')
export const agencyProperties = { id: text, name: text, type: text }
export const agencyOrNull = { type: ['object', 'null'], required: ['name'], additionalProperties: false, properties: agencyProperties }
