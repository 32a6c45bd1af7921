import { endOf, startOf } from '../../case/moments.ts'
import { inDetails } from '../of-type.ts'
import { HOLDS, type OwnRule } from './rule.ts'

const late = {
  errors: [],
  warnings: [inDetails('W07', 'decided_on', 'The decision was made after the day by which it was due: say in the case record why.')],
}

/** W07, as far as the publisher's own events tell: a DVDS decision after its due date, which its application says. */
export const w07OwnDecisionLate: OwnRule = ({ event, said, stands }) => {
  const { decided_on: decided } = event.data.details
  if (typeof decided !== 'string') return HOLDS
  return said('dvds.application-received', 'dvds').some((application) => stands(application) && startOf(decided) > endOf(application.says))
    ? late
    : HOLDS
}
