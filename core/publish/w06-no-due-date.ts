import { inDetails, ofType } from './of-type.ts'

const warning = inDetails('W06', 'due', 'Give the day by which it is to be met, so that it can be seen whether it was.')

/** W06: an expectation with no due date. */
export const w06NoDueDate = ofType('engagement.expectation-set', ({ due }) => [(due ?? '') === '' && warning])
