import { daysBetween } from '../time/shift.ts'
import { counted, isAbusive } from './counted.ts'
import { daysOf, shownDay } from './days.ts'
import { contactIn } from './engaged.ts'
import type { PatternItem } from './item.ts'
import type { Engagement } from './pattern.ts'

const GAP_DAYS = 90

type Gap = Engagement['gaps'][number]

/**
 * Times of more than 90 days in which no agency engaged him, from what is shown: a gap is about services (domain model G.1). It begins with the first abuse or engagement that is
 * shown, and the last goes on to the day. What is dated to a month stands for all of it, so that a gap is never made longer than is known.
 */
export function engagementView(items: readonly PatternItem[], asOf: string): Engagement {
  const engaged = items.filter((item) => contactIn(item) === 'engaged')
  const seen = items.filter((item) => contactIn(item) === 'seen')
  const begins = items.find((item) => isAbusive(item) || contactIn(item) === 'engaged')
  const gaps: Gap[] = []
  const add = (from: PatternItem, to: PatternItem | undefined): void => {
    const since = daysOf(from).last
    const until = to === undefined ? asOf : daysOf(to).first
    const days = daysBetween(since, until)
    if (days <= GAP_DAYS) return
    const between = seen.filter((item) => daysOf(item).first > since && daysOf(item).last < until)
    gaps.push({ since, until, days, open: to === undefined, from: from.id, to: to?.id ?? null, seen: counted(between).events })
  }
  // Of several that overlap, the one that lasts longest is where a gap begins.
  let last = begins
  for (const item of engaged) {
    if (last !== undefined && item !== last) add(last, item)
    if (last === undefined || daysOf(item).last >= daysOf(last).last) last = item
  }
  if (last !== undefined) add(last, undefined)
  const latest = engaged.reduce<PatternItem | undefined>(
    (found, item) => (found === undefined || daysOf(item).last >= daysOf(found).last ? item : found),
    undefined,
  )
  return {
    gaps,
    longest: gaps.length === 0 ? null : Math.max(...gaps.map(({ days }) => days)),
    engaged: counted(engaged),
    seen: counted(seen),
    last: latest === undefined ? null : { event: latest.id, on: shownDay(latest), agency: latest.agency },
  }
}
