import { inDetails, ofType } from './of-type.ts'

const warning = inDetails('W03', 'before_next_school_day', 'The school is told before the next school day begins.')

/** W03: an Encompass notice after the next school day. */
export const w03EncompassLate = ofType('family.encompass-notified', ({ before_next_school_day: inTime }) => [!inTime && warning])
