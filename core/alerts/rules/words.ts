import { DAY } from '../history.ts'
import { RULES } from '../rule-table.ts'
import type { Rule } from '../rule.ts'

/** R9: emergency access often, or one reason for several. */
export const oftenInEmergency: Rule = (fact, { history }) => {
  const { openings, openingDays, sameWords, days } = RULES.R9.thresholds
  const opens = ({ action, outcome }: { readonly action: string; readonly outcome: string }): boolean =>
    action === 'break-glass' && outcome === 'permit'
  const found: string[] = []
  if (opens(fact) && history.since(fact.reader, fact.at - openingDays * DAY).filter(opens).length + 1 >= openings) found.push('often')
  if (fact.words !== '') {
    const same = [...history.since(fact.reader, fact.at - days * DAY), fact].filter(({ words }) => words === fact.words)
    if (new Set(same.map(({ asked, sought }) => `${asked} ${sought}`)).size >= sameWords) found.push('same words')
  }
  return found
}
