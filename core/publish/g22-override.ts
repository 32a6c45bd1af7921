import { monthsAfter } from '../time/calendar.ts'
import { dayOf } from '../time/london.ts'
import { inDetails, ofType } from './of-type.ts'
import { isReason, REASON_CHARACTERS } from './stated.ts'

const MOST_MONTHS = 12
const g22 = (field: string, detail: string) => inDetails('G22', field, detail)
const REASON = `Needs ${String(REASON_CHARACTERS)} characters or more.`

/** A name as it counts here: however it is spaced and capitalised, it is the same person. */
const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s.]+/g, ' ')
    .trim()

/** G22: an override has two different people, reasons that say something, and ends within 12 months of the decision. */
export const g22Override = ofType('consent.override-recorded', (details, { data: { occurred } }) => {
  const decided = dayOf(occurred.from)
  const ends = details.expires_on
  return [
    plain(details.decided_by) === plain(details.approver) && g22('approver', 'Must be another person than the one who decided.'),
    !isReason(details.necessity) && g22('necessity', REASON),
    !isReason(details.proportionality) && g22('proportionality', REASON),
    (ends < decided || ends > monthsAfter(decided, MOST_MONTHS)) && g22('expires_on', 'Must be within 12 months of the decision.'),
  ]
})
