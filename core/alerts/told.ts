import { createHmac } from 'node:crypto'
import type { Raised } from './fold.ts'
import type { RuleId, Severity } from './rule-table.ts'

/** How an alert was closed, by code. */
export const ALERT_OUTCOMES = {
  in_order: 'Asked about, and in order',
  in_error: 'A mistake, spoken about with the reader',
  misuse: 'Misuse: taken up by the agency',
  not_clear: 'Could not be found out',
} as const
export type AlertOutcome = keyof typeof ALERT_OUTCOMES

/** What an alert says to who looks for alerts: nothing of anybody. */
export interface Alert {
  readonly ref: string
  readonly rule: RuleId
  readonly severity: Severity
  /** ISO 8601 in UTC, to the minute. */
  readonly at: string
  readonly agency: string
}

/** An alert's reference: `a-` and 128 bits of HMAC-SHA-256 of rule and record, hex: the same whenever the log is folded, and no way back to the record. */
export const alertRef = (secret: Buffer, { rule, record }: Pick<Raised, 'rule' | 'record'>): string =>
  `a-${createHmac('sha256', secret).update(`alert\0${rule}\0${record}`).digest('hex').slice(0, 32)}`

const MINUTE = 60_000

/** What may be told of what was raised. */
export const told = (secret: Buffer, raised: Raised): Alert => ({
  ref: alertRef(secret, raised),
  rule: raised.rule,
  severity: raised.severity,
  at: new Date(Math.floor(raised.at / MINUTE) * MINUTE).toISOString(),
  agency: raised.agency,
})
