import type { JsonSchema } from './json-schema.ts'

const DAYS = '(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))'
const LEAP_YEAR = '(?:(?:19|[2-9][0-9])(?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[3579][26])00)'
const DAY = `(?:(?:19|[2-9][0-9])[0-9]{2}-${DAYS}|${LEAP_YEAR}-02-29)`
const TIME = 'T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])'
const UUID = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'

/** Our formats whole: JSON Schema lets a validator take `format` for a note, and its date-time has more spellings than ours. */
export const texts = {
  date: { type: 'string', format: 'date', pattern: `^${DAY}$` },
  dateTime: { type: 'string', format: 'date-time', pattern: `^${DAY}${TIME}$` },
  dateOrDateTime: { type: 'string', pattern: `^${DAY}(?:${TIME})?$` },
  uuid: { type: 'string', format: 'uuid', pattern: UUID },
} as const satisfies Readonly<Record<string, JsonSchema>>

/** The name of a text with a format. */
export type TextName = keyof typeof texts
