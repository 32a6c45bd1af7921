import { inDetails } from '../of-type.ts'
import { HOLDS, type OwnRule } from './rule.ts'

const refused = {
  errors: [
    inDetails(
      'G25',
      'dvds_id',
      'A disclosure follows a decision to disclose: publish the dvds.decision-made event of this application first.',
    ),
  ],
  warnings: [],
}

/**
 * G25, as far as the publisher's own events tell: a disclosure follows a decision to disclose. Who received the application says what was decided of it; who has
 * nothing of it, such as an IDVA, discloses on the decision of another agency.
 */
export const g25OwnDecision: OwnRule = ({ said, stands }) => {
  const decisions = said('dvds.decision-made', 'dvds').filter(stands)
  const last = decisions
    .map(({ begun }) => begun)
    .toSorted()
    .at(-1)
  // Of decisions of one moment it is not known which was the last.
  if (last !== undefined) return decisions.some(({ begun, says }) => begun === last && says === 'disclose') ? HOLDS : refused
  // A later version may be of an application of before, whose decision is not known here.
  return said('dvds.application-received', 'dvds').some((application) => application.corrects === null && stands(application))
    ? refused
    : HOLDS
}
