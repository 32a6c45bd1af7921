import { daysAfter } from '../time/calendar.ts'
import { dayOf } from '../time/london.ts'
import { inDetails, ofType } from './of-type.ts'

const MOST_DAYS = 92
const refusal = inDetails('G23', 'valid_until', `Safe-contact details last no more than ${String(MOST_DAYS)} days: ask again by then.`)

/** G23: safe-contact details last no more than 92 days. */
export const g23SafeContact = ofType('voice.contact-safety-set', ({ valid_until: until }, { data: { occurred } }) => [
  until > daysAfter(dayOf(occurred.from), MOST_DAYS) && refusal,
])
