import type { AlertData } from './access-fact.ts'

export type Severity = 'high' | 'medium' | 'low'

export type RuleId = 'R1' | 'R2' | 'R3' | 'R4' | 'R5' | 'R6' | 'R7' | 'R8' | 'R9' | 'R10' | 'R11' | 'R12' | 'R13'

/** A rule in words, with its thresholds. */
export interface RuleRow {
  readonly severity: Severity
  /** What it fires on. */
  readonly says: string
  /** Data without which it does not run. */
  readonly needs?: AlertData
  /** Numbers that it goes by; the key says what of, and in which unit. */
  readonly thresholds: Readonly<Record<string, number>>
}

/**
 * The rules by which reads are looked over, and the only place of their thresholds (a judgement, tested on planted misuse: docs/how-to/alerts.md). An alert is a reason to ask, and no finding.
 */
export const RULES = {
  R1: { severity: 'high', says: 'A reader opened a case in which they are a person themselves', needs: 'directory', thresholds: {} },
  R2: {
    severity: 'medium',
    says: "A reader opened a case of somebody who works for the reader's own agency",
    needs: 'directory',
    thresholds: {},
  },
  R3: {
    severity: 'high',
    says: 'A reader opened a case of somebody to whom they have declared to be close',
    needs: 'directory',
    thresholds: {},
  },
  R4: {
    severity: 'medium',
    says: 'A reader opened emergency access, or tried several cases that they have no link to',
    thresholds: { cases: 3, hours: 24 },
  },
  R5: { severity: 'medium', says: 'A reader read off duty', needs: 'roster', thresholds: { graceHours: 2 } },
  R6: {
    severity: 'medium',
    says: 'A reader read more than almost all readers of the role do in a day, or many cases in an hour',
    thresholds: { quantile: 0.995, leastReaderDays: 200, leastReads: 60, casesPerHour: 40, days: 28 },
  },
  R7: {
    severity: 'low',
    says: 'A reader looked for people and opened nothing, or opened one case again and again while nothing happened in it',
    thresholds: { lookups: 3, lookupDays: 7, openedWithinMinutes: 30, openedOnDays: 6, days: 28 },
  },
  R8: { severity: 'high', says: 'Somebody who has left, or whose role has ended, tried to read or to sign in', thresholds: {} },
  R9: {
    severity: 'medium',
    says: 'A reader opened emergency access often, or gave the same words for several cases or people',
    thresholds: { openings: 3, openingDays: 7, sameWords: 3, days: 28 },
  },
  R10: {
    severity: 'medium',
    says: 'A reader was refused a case for one purpose and read it for another soon after, or read for a purpose that their role hardly ever states',
    thresholds: { minutes: 15, leastReads: 1000, share: 0.002, days: 28 },
  },
  R11: {
    severity: 'high',
    says: 'Where she can be found was asked for by, or given to, somebody who faces the perpetrator; or approval of it was refused',
    thresholds: {},
  },
  R12: { severity: 'low', says: 'A reader printed a case with no meeting near', thresholds: { daysBefore: 14, daysAfter: 7 } },
  R13: {
    severity: 'medium',
    says: 'A reader opened a case of somebody on the list of people to be watched over',
    needs: 'sensitive-list',
    thresholds: {},
  },
} as const satisfies Readonly<Record<RuleId, RuleRow>>

export const RULE_IDS = Object.keys(RULES) as readonly RuleId[]

/** The rules that do not run for want of data. */
export const notRun = (has: ReadonlySet<AlertData>): readonly { readonly rule: RuleId; readonly needs: AlertData }[] =>
  RULE_IDS.flatMap((rule) => {
    const { needs }: RuleRow = RULES[rule]
    return needs === undefined || has.has(needs) ? [] : [{ rule, needs }]
  })
