import type { AccessFact } from '../access-fact.ts'
import { isReadOfCase, MINUTE } from '../history.ts'
import { RULES } from '../rule-table.ts'
import type { Rule } from '../rule.ts'

const { minutes, leastReads, share } = RULES.R10.thresholds

/** Refusals that rest on the purpose. */
const OF_PURPOSE: ReadonlySet<string> = new Set(['deny_role_purpose', 'deny_justification', 'deny_allocation', 'deny_channel'])

const changedAfterRefusal = (fact: AccessFact, before: readonly AccessFact[]): boolean =>
  fact.asked !== '' &&
  before.some(
    ({ asked, outcome, purpose }) => asked === fact.asked && OF_PURPOSE.has(outcome) && purpose !== '' && purpose !== fact.purpose,
  )

/** R10: another purpose after a refusal, or one that the role hardly ever states. Keeps counts by role and purpose. */
export function createPurposeRule(): Rule {
  const counts = new Map<string, Map<string, number>>()
  const isUnusual = ({ role, purpose }: AccessFact): boolean => {
    const ofRole = counts.get(role) ?? new Map<string, number>()
    const all = [...ofRole.values()].reduce((sum, count) => sum + count, 0)
    const unusual = all >= leastReads && (ofRole.get(purpose) ?? 0) < all * share
    counts.set(role, ofRole.set(purpose, (ofRole.get(purpose) ?? 0) + 1))
    return unusual
  }
  return (fact, { history }) => {
    if (!isReadOfCase(fact)) return []
    const found = isUnusual(fact) ? [`unusual ${fact.purpose}`] : []
    return changedAfterRefusal(fact, history.since(fact.reader, fact.at - minutes * MINUTE)) ? [...found, `changed ${fact.asked}`] : found
  }
}
