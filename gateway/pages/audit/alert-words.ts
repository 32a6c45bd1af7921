import type { AlertData } from '../../../core/alerts/access-fact.ts'
import { RULES, type RuleId, type RuleRow } from '../../../core/alerts/rule-table.ts'
import { ALERT_OUTCOMES } from '../../../core/alerts/told.ts'
import type { KnownAlert } from '../../audit/alerts/watch.ts'
import { dateWords } from '../timeline/dates.ts'

const SEVERITIES = { high: 'High', medium: 'Medium', low: 'Low' } as const
const DATA: Readonly<Record<AlertData, string>> = {
  roster: 'a roster',
  directory: 'a directory of staff',
  'sensitive-list': 'the list of people to be watched over',
}

/** Each threshold of a rule in words, by its key in core/alerts/rule-table.ts. */
const THRESHOLDS: Readonly<Record<string, string>> = {
  cases: 'Cases',
  hours: 'Within hours',
  graceHours: 'Hours before and after duty that are let pass',
  quantile: 'Above this share of what readers of the role read in a day',
  leastReaderDays: 'Days of readers of the role to compare with, at least',
  leastReads: 'Reads, at least',
  casesPerHour: 'Cases in an hour',
  days: 'Over days',
  lookups: 'People looked for',
  lookupDays: 'Within days, of looking for people',
  openedWithinMinutes: 'Minutes in which a case is opened after looking',
  openedOnDays: 'Days on which the case was opened',
  openings: 'Openings of emergency access',
  openingDays: 'Within days, of openings',
  sameWords: 'Times that the same words were given',
  minutes: 'Within minutes',
  share: 'Less than this share of the reads of the role',
  daysBefore: 'Days before a meeting',
  daysAfter: 'Days after a meeting',
}

/** A rule in words. */
export const ruleWords = (rule: RuleId): string => RULES[rule].says

/** The thresholds of a rule, a line each. */
export function thresholdLines(rule: RuleId): readonly { readonly key: string; readonly value: string }[] {
  const { thresholds }: RuleRow = RULES[rule]
  return Object.entries(thresholds).map(([key, value]) => ({ key: THRESHOLDS[key] ?? key, value: String(value) }))
}

/** An alert as a list shows it: nothing of anybody. `agency`: name of the reader's agency. */
export const alertRow = ({ alert, closed }: KnownAlert, agency: string) => ({
  ref: alert.ref,
  says: RULES[alert.rule].says,
  severity: SEVERITIES[alert.severity],
  at: dateWords(alert.at),
  agency,
  state: closed === undefined ? 'Open' : 'Closed',
})

/** How an alert was closed last; undefined of an open one. */
export const closedWords = ({ closed }: KnownAlert): string | undefined =>
  closed && `${ALERT_OUTCOMES[closed.outcome]}, ${dateWords(closed.at)}`

/** The outcomes that an alert may have, as choices. */
export const OUTCOME_CHOICES = Object.entries(ALERT_OUTCOMES).map(([value, text]) => ({ value, text }))

/** Which rules did not run, and for want of what. */
export const notRunWords = (rules: readonly { readonly rule: RuleId; readonly needs: AlertData }[]): readonly string[] =>
  rules.map(({ rule, needs }) => `${RULES[rule].says}: needs ${DATA[needs]}`)
