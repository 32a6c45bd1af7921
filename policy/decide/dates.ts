import type { IndexPart } from '../../core/case/index-part.ts'
import { startOf as startOfText } from '../../core/case/moments.ts'
import { isLate as isLateAt } from '../../core/time/london.ts'
import { along, root } from '../branch.ts'

/** Answers kept at most; then all are forgotten. */
const MOST_KEPT = 20_000

const starts = new Map<string, number>()

/** First moment of a date or date-time in London, ms since the Unix epoch. Pure; keeps its answers: the calendar of London costs more than a decision. */
export function startOf(text: string): number {
  const known = starts.get(text)
  if (known !== undefined) return known
  const start = startOfText(text)
  if (starts.size >= MOST_KEPT) starts.clear()
  starts.set(text, start)
  return start
}

let late = root<boolean>()
let lateKept = 0

/** Recorded more than 72 hours after the end of what occurred. Pure; keeps its answers. */
export function isLate({ occurred, recorded_at: recordedAt }: IndexPart): boolean {
  const place = along(along(along(along(late, recordedAt), occurred.from), occurred.until), occurred.precision)
  if (place.value !== undefined) return place.value
  const isSo = isLateAt(occurred, recordedAt)
  place.value = isSo
  if (++lateKept > MOST_KEPT) {
    late = root()
    lateKept = 0
  }
  return isSo
}
