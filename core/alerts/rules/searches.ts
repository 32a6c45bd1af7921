import { DAY, isReadOfCase, MINUTE } from '../history.ts'
import type { AccessFact } from '../access-fact.ts'
import { RULES } from '../rule-table.ts'
import type { Rule } from '../rule.ts'

const { lookups, lookupDays, openedWithinMinutes, openedOnDays, days } = RULES.R7.thresholds
const PATIENCE = openedWithinMinutes * MINUTE

const isFollowed = (lookup: AccessFact, facts: readonly AccessFact[]): boolean =>
  facts.some(
    (fact) =>
      fact.at >= lookup.at &&
      fact.at <= lookup.at + PATIENCE &&
      ((fact.action === 'break-glass' && fact.outcome === 'permit') || isReadOfCase(fact)),
  )

/** Look-ups of other people that came to nothing, counted when another one is made: what came of the last one is not known yet. */
function searchedInVain(fact: AccessFact, before: readonly AccessFact[]): boolean {
  const vain = before.filter(
    (one) => one.sought !== '' && one.sought !== fact.sought && one.at < fact.at - PATIENCE && !isFollowed(one, before),
  )
  return new Set(vain.map(({ sought }) => sought)).size + 1 >= lookups
}

const dayOf = (at: number): number => Math.floor(at / DAY)

/** Days on which the reader opened the case while it stood as it stands now. */
function daysWithoutNews(fact: AccessFact, before: readonly AccessFact[]): number {
  const [caseLog] = fact.cases
  const same = before.filter((one) => isReadOfCase(one) && one.cases[0] === caseLog && one.extent === fact.extent)
  return new Set([...same.map(({ at }) => dayOf(at)), dayOf(fact.at)]).size
}

/** R7: searched and opened nothing, or opened the same again and again. */
export const inVain: Rule = (fact, { history }) => {
  if (fact.sought !== '') return searchedInVain(fact, history.since(fact.reader, fact.at - lookupDays * DAY)) ? ['searched'] : []
  if (!isReadOfCase(fact)) return []
  return daysWithoutNews(fact, history.since(fact.reader, fact.at - days * DAY)) >= openedOnDays ? fact.cases : []
}
