import { fact } from '../../case/index-part.ts'
import { holds, type InCaseRule } from './rule.ts'

const AGREED = 'marac.action-agreed'
/** Types that only a coordinating agency publishes. */
const COORDINATING = ['marac.case-listed', 'marac.case-heard', AGREED] as const
const detail =
  'An update comes from the owner of a known action, or from the agency that coordinates the meeting. Give the id that the action ' +
  'was agreed under.'

/** G28: an action update refers to a known action and comes from its owner or a coordinator. */
export const g28KnownAction: InCaseRule = ({ index, earlierOf, hasPublished }) => {
  const isKnown = earlierOf(AGREED, 'action').some(() => true)
  const coordinates = (): boolean => COORDINATING.some(hasPublished)
  // An owner that is not an agency's id is in no clear part.
  const ownedBy = (owners: readonly string[]): boolean => owners.length === 0 || owners.includes(index.agency)
  if (isKnown && (coordinates() || earlierOf(AGREED, 'action').some((action) => ownedBy(fact(action.index, 'owner'))))) return holds
  // Only who agrees actions itself knows that there is no such one.
  return [{ rule: 'G28', pointer: '/data/details/action_id', detail, restsOn: !isKnown && hasPublished(AGREED) ? 'own' : 'others' }]
}
