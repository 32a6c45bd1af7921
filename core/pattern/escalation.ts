import { daysAfter } from '../time/calendar.ts'
import { monthsAfter } from '../time/calendar.ts'
import { daysBetween } from '../time/shift.ts'
import { counted, gravest, groupsOf, isAbusive, isBreach, tacticsOf, type GravityOf } from './counted.ts'
import { daysOf, isWithin } from './days.ts'
import { codesIn, type PatternItem } from './item.ts'
import type { Escalation } from './pattern.ts'

const DAYS = 90
const MONTHS_BEFORE = 24
const RISE = 2
const TWO = 2

type Signals = Escalation['signals']

/** Groups of which there was none before; nothing is new where nothing was known before. */
function newGroups(before: readonly PatternItem[], now: readonly PatternItem[]): Signals {
  const known = new Set(before.flatMap(groupsOf))
  const found = now.filter((item) => groupsOf(item).some((group) => !known.has(group)))
  if (known.size === 0 || found.length === 0) return []
  const groups = [...new Set(found.flatMap(groupsOf))].filter((group) => !known.has(group)).toSorted()
  return [{ signal: 'new_tactic_group', groups, ...counted(found) }]
}

/** The gravest tactic weighs at least two more than the gravest of the two years before. */
function graver(before: readonly PatternItem[], now: readonly PatternItem[], gravityOf: GravityOf): Signals {
  const [was, is] = [gravest(before, gravityOf), gravest(now, gravityOf)]
  if (was === undefined || is === undefined || is.weight < was.weight + RISE) return []
  const evidence = [
    ...before.filter((item) => tacticsOf(item).includes(was.tactic)),
    ...now.filter((item) => tacticsOf(item).some((tactic) => (gravityOf(tactic) ?? 0) >= was.weight + RISE)),
  ]
  return [{ signal: 'gravity', before: was.weight, now: is.weight, ...counted(evidence) }]
}

/** The last gap between days of abuse is at most half of the one before, and ended in these days. Events dated to a month have no gap. */
function closer(abusive: readonly PatternItem[], since: string): Signals {
  const dated = abusive.filter((item) => daysOf(item).first === daysOf(item).last)
  const days = [...new Set(dated.map((item) => daysOf(item).first))].slice(-3)
  const [first, second, third] = days
  if (first === undefined || second === undefined || third === undefined || third < since) return []
  const [before, now] = [daysBetween(first, second), daysBetween(second, third)]
  if (now * 2 > before) return []
  return [{ signal: 'shorter_gap', before, now, ...counted(dated.filter((item) => days.includes(daysOf(item).first))) }]
}

const REASON_FIELD: Readonly<Record<string, string>> = {
  'risk.level-changed': 'reasons',
  'voice.safety-concern-raised': 'concern_codes',
}

const reasonsOf = (item: PatternItem): readonly string[] => {
  const field = REASON_FIELD[item.type]
  return field === undefined ? [] : codesIn(item, field)
}

/** Reasons that stand beside the signals, because a view of escalation shows them (G.1); nothing of health is among them. */
const BESIDE: ReadonlySet<string> = new Set([
  'release',
  'new_relationship',
  'breach',
  'separation',
  'escalation_frequency',
  'escalation_severity',
])

/**
 * Escalation: two or more of five signals in the last 90 days (domain model G.1), each with its evidence: a new tactic group, gravity up by two, the gap between events halved, a
 * breach, separation as an agency gave it for a reason. An alert of a tag is no breach: what came of it is.
 */
export function escalationView(items: readonly PatternItem[], gravityOf: GravityOf, asOf: string): Escalation {
  const since = daysAfter(asOf, -DAYS)
  const abusive = items.filter(isAbusive)
  const isRecent = (item: PatternItem): boolean => isWithin(item, since, asOf)
  const now = abusive.filter(isRecent)
  const before = abusive.filter((item) => !isRecent(item))
  const lately = before.filter((item) => daysOf(item).last >= monthsAfter(since, -MONTHS_BEFORE))
  const breaches = now.filter(isBreach)
  const reasoned = items.filter((item) => isRecent(item) && reasonsOf(item).length > 0)
  const separated = reasoned.filter((item) => reasonsOf(item).includes('separation'))
  const signals: Signals = [
    ...newGroups(before, now),
    ...graver(lately, now, gravityOf),
    ...closer(abusive, since),
    ...(breaches.length === 0 ? [] : [{ signal: 'breach' as const, ...counted(breaches) }]),
    ...(separated.length === 0 ? [] : [{ signal: 'separation' as const, ...counted(separated) }]),
  ]
  const reasons = [...new Set(reasoned.flatMap(reasonsOf))].filter((reason) => BESIDE.has(reason)).toSorted()
  return {
    since,
    escalating: signals.length >= TWO,
    signals,
    reasons: reasons.map((reason) => ({ reason, ...counted(reasoned.filter((item) => reasonsOf(item).includes(reason))) })),
  }
}
