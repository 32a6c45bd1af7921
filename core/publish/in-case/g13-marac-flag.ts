import { endOf } from '../../case/moments.ts'
import { fact } from '../../case/index-part.ts'
import { holds, type InCase, type InCaseRule } from './rule.ts'

const detail = 'The pair has a live MARAC flag, so that a resolution is not eligible.'

/** Adults of the event who have a live MARAC flag at its moment. */
export function flaggedAdults({ event, now, adultsOf, earlier }: InCase): readonly string[] {
  const adults = new Set(adultsOf(event))
  const flagged = new Set<string>()
  for (const heard of earlier('marac.case-heard')) {
    if (!fact(heard.index, 'flag_until').some((until) => endOf(until) >= now)) continue
    for (const adult of adultsOf(heard)) if (adults.has(adult)) flagged.add(adult)
    if (flagged.size === adults.size) break
  }
  return [...flagged]
}

/** G13: 'eligible' needs that the pair has no live MARAC flag. What the event itself must say is a rule of the event alone. */
export const g13MaracFlag: InCaseRule = (inCase) =>
  // It rests on MARAC flags, whoever published them.
  flaggedAdults(inCase).length > 0 ? [{ rule: 'G13', pointer: '/data/details/result_reason', detail, restsOn: 'own' }] : holds
