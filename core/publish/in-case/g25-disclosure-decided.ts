import { newest } from '../../case/listing.ts'
import { fact } from '../../case/index-part.ts'
import { sharesProceeding } from '../../case/proceedings.ts'
import { holds, type InCaseRule } from './rule.ts'

const detail = 'A disclosure follows a decision to disclose: publish the dvds.decision-made event of this application first.'

/** G25: a disclosure follows a decision to disclose. That it is in person is a rule of the event alone. */
export const g25DisclosureDecided: InCaseRule = ({ event, earlier, isOwn, knowsProceeding }) => {
  const last = newest(earlier('dvds.decision-made').filter((decision) => sharesProceeding('dvds', decision, event)))
  // A decision of the first version of its schema does not say in its clear part what was decided.
  if (last !== undefined && (fact(last.index, 'decision')[0] ?? 'disclose') === 'disclose') return holds
  const own = last === undefined ? knowsProceeding('dvds') : isOwn(last)
  return [{ rule: 'G25', pointer: '/data/details/dvds_id', detail, restsOn: own ? 'own' : 'others' }]
}
