import { inDetails, ofType } from './of-type.ts'

const refusal = inDetails('G31', 'to_level', "The level is the one that it was: give another, or the reason 'review_no_change'.")

/** G31: a level change changes the level, unless the reason is a review with no change. */
export const g31LevelChanged = ofType('risk.level-changed', ({ from_level: from, to_level: to, reasons }) => [
  from === to && !reasons.includes('review_no_change') && refusal,
])
