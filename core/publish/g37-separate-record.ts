import { inDetails, ofType } from './of-type.ts'

const DETAIL = "Must be true: keep what is known of the harmed person in that person's own record, apart from this one."
const refusal = inDetails('G37', 'harmed_record_separated', DETAIL)

/** G37: a health event confirms that the harmed person's own record is separate. */
export const g37SeparateRecord = ofType('health.concern-recorded', ({ harmed_record_separated: separated }) => [!separated && refusal])
