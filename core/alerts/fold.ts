import type { AccessFact, Surroundings } from './access-fact.ts'
import { createHistory, DAY } from './history.ts'
import type { Rule } from './rule.ts'
import { RULE_IDS, RULES, type RuleId, type RuleRow, type Severity } from './rule-table.ts'
import { offDuty } from './rules/hours.ts'
import { closeCase, colleaguesCase, ownCase, sensitiveCase } from './rules/people.ts'
import { printedAlone } from './rules/prints.ts'
import { createPurposeRule } from './rules/purposes.ts'
import { inVain } from './rules/searches.ts'
import { afterLeaving, noLink, safeAddress } from './rules/sight.ts'
import { createVolumeRule } from './rules/volume.ts'
import { oftenInEmergency } from './rules/words.ts'

/** A reason to ask about one access record. What of it may be told is in told.ts. */
export interface Raised {
  readonly rule: RuleId
  readonly severity: Severity
  /** Time and id of the access record, milliseconds since the Unix epoch. */
  readonly at: number
  readonly record: string
  readonly agency: string
  /** Keyed reference of who it is about; never told. */
  readonly reader: string
}

/** Looks over access facts in the order of the log. */
export interface AlertFold {
  /** What a fact gives rise to. The same facts in the same order give the same. */
  take(fact: AccessFact): readonly Raised[]
}

const TOLD_SWEEP = 10_000

/** Rules over a stream of facts, in memory that follows from readers and days, not from the length of the log. */
export function createAlertFold(surroundings: Surroundings): AlertFold {
  const rules: Readonly<Record<RuleId, Rule>> = {
    R1: ownCase,
    R2: colleaguesCase,
    R3: closeCase,
    R4: noLink,
    R5: offDuty,
    R6: createVolumeRule(),
    R7: inVain,
    R8: afterLeaving,
    R9: oftenInEmergency,
    R10: createPurposeRule(),
    R11: safeAddress,
    R12: printedAlone,
    R13: sensitiveCase,
  }
  const running = RULE_IDS.filter((id) => {
    const { needs }: RuleRow = RULES[id]
    return needs === undefined || surroundings.has.has(needs)
  })
  const history = createHistory()
  /** When something was last told, by rule, reader and words. */
  const told = new Map<string, number>()
  const isNews = (key: string, at: number): boolean => {
    const last = told.get(key)
    if (last !== undefined && at - last < DAY) return false
    told.set(key, at)
    if (told.size > TOLD_SWEEP) for (const [old, when] of told) if (at - when >= DAY) told.delete(old)
    return true
  }
  return {
    take: (fact) => {
      if (fact.reader === '') return []
      const raised = running.flatMap((rule): readonly Raised[] => {
        const { severity }: RuleRow = RULES[rule]
        const news = rules[rule](fact, { history, surroundings }).filter((what) => isNews(`${rule} ${fact.reader} ${what}`, fact.at))
        return news.length === 0 ? [] : [{ rule, severity, at: fact.at, record: fact.id, agency: fact.agency, reader: fact.reader }]
      })
      history.add(fact)
      return raised
    },
  }
}
