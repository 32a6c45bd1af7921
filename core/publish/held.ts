import type { DetailField, EventSchema } from '../../schemas/catalogue/event-schema.ts'
import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'
import { hasAddress } from './address-in-text.ts'
import { asRead } from './as-read.ts'
import { hasTelephoneNumber } from './telephone-in-text.ts'

/** Classes that are for whereabouts: an address belongs there. */
const whereabouts: ReadonlySet<string> = new Set(['VIC_LOC', 'PERP_LOC'])

const isFreeText = (field: DetailField): boolean => field.kind === 'text' && !whereabouts.has(field.class)

/** A digit, or a sign that may be read as one. */
const mayHaveDigits = /[\d\u0080-\uffff]/

/**
 * Free text that looks like an address or a UK telephone number is held for its sender to confirm (R.5). Code `held`.
 * Fields for whereabouts are left alone: their class protects them.
 */
export const heldFields = ({ data: { details } }: AgencyEvent, schema: EventSchema): FieldError[] =>
  schema.details.filter(isFreeText).flatMap(({ name }): FieldError[] => {
    const value = details[name]
    if (typeof value !== 'string' || !mayHaveDigits.test(value)) return []
    const text = asRead(value)
    if (!hasAddress(text) && !hasTelephoneNumber(text)) return []
    const detail =
      'Looks like an address or a telephone number. Confirm that it may be read by all who may read this text, or send it again without.'
    return [{ pointer: `/data/details/${name}`, code: 'held', detail }]
  })
