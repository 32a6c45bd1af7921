import type { AgencyType } from '../../../schemas/generated/codes.ts'
import { inDetails } from '../of-type.ts'
import { HOLDS, type OwnRule } from './rule.ts'

const AGREED = 'marac.action-agreed'
/** Kinds of agency that agree actions: the publishers of that type. */
export const AGREES_ACTIONS: ReadonlySet<string> = new Set<AgencyType>(['marac_coordination', 'matac_coordination'])
const WITHDRAWN = 'Your agency has withdrawn the action of this id. Give the id of an action that stands.'
const UNKNOWN =
  'No action that your agency agreed is known here by this id. Where another meeting agreed it, or where it was long ago, nothing is to be done; ' +
  'else give the id that it was agreed under.'

/**
 * G28, as far as the publisher's own events tell: an action update refers to a known action. Refused where its publisher agreed the action and has withdrawn it. Who
 * agrees actions is warned of an id of none of its own: another meeting may have agreed it.
 */
export const g28OwnAction: OwnRule = ({ said, stands, publisherKind }) => {
  const agreed = said(AGREED, 'action')
  if (agreed.some(stands)) return HOLDS
  if (agreed.length > 0) return { errors: [inDetails('G28', 'action_id', WITHDRAWN)], warnings: [] }
  return AGREES_ACTIONS.has(publisherKind) ? { errors: [], warnings: [inDetails('G28', 'action_id', UNKNOWN)] } : HOLDS
}
