import { ON_LIST } from '../../case/listing.ts'
import { fact } from '../../case/index-part.ts'
import { holds, type InCase, type InCaseRule } from './rule.ts'

const MARAC = 'marac_risk_management'
const detail =
  'The latest wishes are no agreement, and no live override covers the MARAC. Record the override, then list the case in an event ' +
  'with an id of its own.'

/** G11 by what counts as an override: a case may be listed only if the latest wishes of each adult are agreed or agreed in part, or a live override covers MARAC. */
export const g11By =
  (isOverridden: (inCase: InCase, adult: string, purpose: string) => boolean): InCaseRule =>
  (inCase) => {
    const { event, index, adultsOf, wishOf } = inCase
    if (!ON_LIST.has(fact(index, 'list_status')[0] ?? '')) return holds
    const covered = (adult: string): boolean => wishOf(adult)?.agreed === true || isOverridden(inCase, adult, MARAC)
    // It rests on wishes and overrides, whoever published them.
    return adultsOf(event).every(covered) ? holds : [{ rule: 'G11', pointer: '/data/details/list_status', detail, restsOn: 'own' }]
  }

/** G11 with anybody's override. */
export const g11Listing: InCaseRule = g11By((inCase, adult, purpose) => inCase.isOverridden(adult, purpose))
