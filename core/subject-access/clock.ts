import { daysAfter, monthsAfter } from '../time/calendar.ts'
import { daysBetween } from '../time/shift.ts'

/** A time in which the clock of an access request stands: somebody was asked what exactly they want. Days in London. */
export interface Pause {
  readonly from: string
  /** When they answered; absent: they have not yet. */
  readonly until?: string
}

/** What of a request its clock runs by. Days in London, `YYYY-MM-DD`. */
export interface RequestTimes {
  readonly received: string
  /** When who asks was proved, where that was asked for; `pending`: not yet. */
  readonly identity?: string
  readonly pauses?: readonly Pause[]
  /** Complex, or one of several: two months more (UK GDPR Art 12(3)). */
  readonly extended?: boolean
}

/** When a request must be answered: a day in London; or that its clock stands, and for what. */
export type Due = { readonly on: string } | { readonly stopped: 'identity' | 'clarification' }

export const PENDING = 'pending'
const MONTHS = 1
const MONTHS_EXTENDED = 3
const WEEKEND: ReadonlySet<number> = new Set([0, 6])

/** The day itself, or the next that is not of a weekend. Bank holidays count as working days: what is due is due rather early. */
function workingDay(day: string): string {
  let found = day
  while (WEEKEND.has(new Date(`${found}T00:00:00Z`).getUTCDay())) found = daysAfter(found, 1)
  return found
}

/**
 * When an answer is due: one month after the day on which the request was there and who asks was known, three where it was extended, later by every day of waiting for a
 * clarification (UK GDPR Art 12A, put in by the Data (Use and Access) Act 2025). The same day of the month, or that month's last. Pure.
 */
export function dueOf({ received, identity, pauses = [], extended = false }: RequestTimes): Due {
  if (identity === PENDING) return { stopped: 'identity' }
  const begins = identity !== undefined && identity > received ? identity : received
  if (pauses.some(({ until }) => until === undefined)) return { stopped: 'clarification' }
  const waited = pauses.reduce((sum, { from, until = from }) => {
    const first = from > begins ? from : begins
    return sum + Math.max(0, daysBetween(first, until))
  }, 0)
  return { on: workingDay(daysAfter(monthsAfter(begins, extended ? MONTHS_EXTENDED : MONTHS), waited)) }
}
