import { endOf } from '../../case/moments.ts'
import { fact } from '../../case/index-part.ts'
import { holds, type InCaseRule } from './rule.ts'

const detail = 'The pair has a live MARAC flag, so that a resolution is not eligible.'

/** G13: 'eligible' needs that the pair has no live MARAC flag. What the event itself must say is a rule of the event alone. */
export const g13MaracFlag: InCaseRule = ({ event, now, adultsOf, earlier }) => {
  const adults = new Set(adultsOf(event))
  const flagged = earlier('marac.case-heard').some((heard) =>
    fact(heard.index, 'flag_until').some((until) => endOf(until) >= now) && adultsOf(heard).some((adult) => adults.has(adult)))
  // It rests on MARAC flags, whoever published them.
  return flagged ? [{ rule: 'G13', pointer: '/data/details/result_reason', detail, restsOn: 'own' }] : holds
}
