import { ofType } from './of-type.ts'

const refusal = { pointer: '/data/harmed', code: 'G35', detail: "A harmed person's outcome measure names that person." }

/** G35: a harmed person's outcome measure names that person. */
export const g35OutcomeNames = ofType('outcome.measured', ({ source }, { data: { harmed } }) => [
  source === 'harmed_person' && harmed.length === 0 && refusal,
])
