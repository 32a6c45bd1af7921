import type { IndexPart } from '../../core/case/index-part.ts'
import { startOf as startOfText } from '../../core/case/moments.ts'
import { isLate as isLateAt } from '../../core/time/london.ts'

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

const lateByText = keeping((key) => {
  const [from = '', until = '', precision = '', recordedAt = ''] = key.split('\n')
  return isLateAt({ from, until: until === '' ? null : until, precision }, recordedAt)
})

/** First moment of a date or date-time in London, ms since the Unix epoch. Pure; keeps its answers: the calendar of London costs more than a decision. */
export const startOf = keeping(startOfText)

/** Recorded more than 72 hours after the end of what occurred. Pure; keeps its answers. */
export const isLate = ({ occurred: { from, until, precision }, recorded_at: recordedAt }: IndexPart): boolean =>
  lateByText(`${from}\n${until ?? ''}\n${precision}\n${recordedAt}`)
