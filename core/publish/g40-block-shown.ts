import { inDetails, ofType } from './of-type.ts'

const SHOWN = 'not found'
const refusal = inDetails('G40', 'shown_to_user_as', `Must be '${SHOWN}': a block tells nobody that there is a case.`)

/** G40: a block is shown as 'not found' and nothing else. */
export const g40BlockShown = ofType('case.access-blocked', ({ shown_to_user_as: shown }) => [shown !== SHOWN && refusal])
