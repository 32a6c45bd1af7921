import { fact } from '../../case/index-part.ts'
import { holds, type InCaseRule } from './rule.ts'

const detail = 'A disclosure follows a decision to disclose: publish the dvds.decision-made event of this application first.'

/** G25: a disclosure follows a decision to disclose. That it is in person is a rule of the event alone. */
export const g25DisclosureDecided: InCaseRule = ({ newestOf, isOwn, knowsProceeding }) => {
  const last = newestOf('dvds.decision-made', 'dvds')
  // A decision of the first version of its schema does not say in its clear part what was decided.
  if (last !== undefined && (fact(last.index, 'decision')[0] ?? 'disclose') === 'disclose') return holds
  const own = last === undefined ? knowsProceeding('dvds') : isOwn(last)
  return [{ rule: 'G25', pointer: '/data/details/dvds_id', detail, restsOn: own ? 'own' : 'others' }]
}
