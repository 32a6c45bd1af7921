const nullableTime = { type: ['string', 'null'], format: 'date-time' }
const count = { type: 'integer', minimum: 0 }
const closed = (properties: Readonly<Record<string, object>>, description?: string): object => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
  additionalProperties: false,
  ...(description === undefined ? {} : { description }),
})
const codes = { type: 'array', items: closed({ code: { type: 'string' }, count }) }
const counts = closed({ accepted: count, repeated: count, rejected: count, held: count, rejected_by: codes, warnings_by: codes })
const inbox = closed({
  last_published_at: nullableTime,
  waiting: closed({ count, oldest_at: nullableTime }, 'Published, and without a receipt yet'),
  receipt_after_ms: closed(
    { p50: { type: ['integer', 'null'] }, p95: { type: ['integer', 'null'] } },
    'From publication to the first entry of the receipt, of the newest, in begun seconds',
  ),
})

/** The answer of GET /v1/feed. */
export const feedSchema = closed({
  agency: { type: 'string' },
  at: { type: 'string', format: 'date-time' },
  events: inbox,
  import: inbox,
  receipts: closed({ last_24_hours: counts, last_7_days: counts }),
  counted_since: { ...nullableTime, description: 'Where there are more receipts than are counted: the oldest that is' },
  schemas: {
    type: 'array',
    description: 'Of the newest events',
    items: closed({ type: { type: 'string' }, version: { type: 'integer', minimum: 1 }, current: { type: 'boolean' }, events: count }),
  },
  credential: closed({ expires_at: nullableTime }),
})
