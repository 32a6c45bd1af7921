import { monthsAfter } from '../time/calendar.ts'
import { dayOf } from '../time/london.ts'
import { inDetails, ofType } from './of-type.ts'

const MOST_MONTHS = 12
const LANGUAGE = 'A case is recorded as heard once its minutes have passed the language check.'
const FLAG = 'The flag lasts 12 months from the meeting at most.'

/** G29: a case is not recorded as heard until the language check has passed; the flag lasts 12 months at most. */
export const g29CaseHeard = ofType('marac.case-heard', (details) => [
  !details.language_check_passed && inDetails('G29', 'language_check_passed', LANGUAGE),
  details.flag_until > monthsAfter(dayOf(details.heard_on), MOST_MONTHS) && inDetails('G29', 'flag_until', FLAG),
])
