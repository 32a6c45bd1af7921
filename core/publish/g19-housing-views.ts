import { inDetails, ofType } from './of-type.ts'
import { isStated } from './stated.ts'

const DETAIL = "Name the event with the victim's views, or state in exception_reason why the action could not wait for them."
const refusal = inDetails('G19', 'views_event', DETAIL)

/** G19: housing action on the perpetrator needs the victim's views or a stated exception. */
export const g19HousingViews = ofType('housing.action-taken', ({ views_event: views, exception_reason: exception }) => [
  !isStated(views) && !isStated(exception) && refusal,
])
