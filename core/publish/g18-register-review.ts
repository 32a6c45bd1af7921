import { inDetails, ofType } from './of-type.ts'

const LEAST_AGENCIES = 2
const refusal = inDetails('G18', 'agencies_contributing', 'A review needs at least two agencies.')

/** G18: a register review needs at least two agencies. */
export const g18RegisterReview = ofType('register.entry-reviewed', ({ agencies_contributing: agencies }) => [
  new Set(agencies).size < LEAST_AGENCIES && refusal,
])
