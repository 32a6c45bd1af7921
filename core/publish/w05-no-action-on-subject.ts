import { inDetails, ofType } from './of-type.ts'

const DETAIL = 'The meeting set no action on the perpetrator: ask what can be required of him, and by whom.'
const warning = inDetails('W05', 'perpetrator_actions_count', DETAIL)

/** W05: the meeting set no action on the perpetrator. */
export const w05NoActionOnSubject = ofType('marac.case-heard', ({ perpetrator_actions_count: actions }) => [actions === 0 && warning])
