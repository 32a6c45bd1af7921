import type { IndexPart } from '../../core/case/index-part.ts'
import { startOf } from '../../core/case/moments.ts'
import { isLate } from '../../core/time/london.ts'

/** Dates of events in London. */
export interface Dates {
  /** First moment of a date or date-time, ms since the Unix epoch. */
  startOf(text: string): number
  /** Recorded more than 72 hours after the end of what occurred. */
  isLate(index: IndexPart): boolean
}

/** Answers kept at most; then all are forgotten. */
const MOST_KEPT = 20_000

function keeping<Value>(compute: (key: string) => Value): (key: string) => Value {
  const kept = new Map<string, Value>()
  return (key) => {
    const known = kept.get(key)
    if (known !== undefined) return known
    const value = compute(key)
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(key, value)
    return value
  }
}

/** Pure functions of dates, which keep their answers: the calendar of London costs more than the decision. */
export function createDates(): Dates {
  const late = keeping((key) => {
    const [from = '', until = '', precision = '', recordedAt = ''] = key.split('\n')
    return isLate({ from, until: until === '' ? null : until, precision }, recordedAt)
  })
  return {
    startOf: keeping(startOf),
    isLate: ({ occurred: { from, until, precision }, recorded_at: recordedAt }) =>
      late(`${from}\n${until ?? ''}\n${precision}\n${recordedAt}`),
  }
}
