import type { EventData, Occurred } from '../../schemas/codec/agency-event.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'
import { dayOf, earliest, endOfDayLondon, latest } from '../time/london.ts'
import type { PublishRule } from './rule.ts'

/** How far an agency's clock may be ahead of ours, in ms. */
const SKEW = 5 * 60_000

/** Fields of details that are the first and last moment of one range. */
const ranges: readonly (readonly [from: string, to: string])[] = [
  ['period_from', 'period_to'],
  ['from_on', 'until'],
]

const g08 = (pointer: string, detail: string): FieldError => ({ pointer, code: 'G08', detail })
const inFuture = (pointer: string): FieldError => g08(pointer, 'Lies in the future.')

/** How a date or date-time of its own is meant. */
const precisionOf = (text: string): string => (text.length === 10 ? 'day' : 'exact')

const runsBackwards = (from: string, to: string): boolean => earliest(from, precisionOf(from)) > latest(to, precisionOf(to))

/** What a time is as exact as its date says: a day has no minute, and a period has two ends. */
function precisionErrors({ from, until, precision }: Occurred): readonly FieldError[] {
  if (precision === 'exact') {
    const days = [
      ['from', from],
      ['until', until],
    ].filter(([, text]) => typeof text === 'string' && precisionOf(text) === 'day')
    return days.map(([name]) =>
      g08('/data/occurred/precision', `exact needs a date-time with offset, and ${String(name)} is a day: give its time, or say day.`),
    )
  }
  return precision === 'period' && typeof until !== 'string'
    ? [g08('/data/occurred/until', 'A period has a last day or moment: give until, or say day, month or year.')]
    : []
}

function rangeErrors(details: EventData['details']): readonly FieldError[] {
  return ranges.flatMap(([first, last]) => {
    const from = details[first]
    const to = details[last]
    const isRange = typeof from === 'string' && typeof to === 'string'
    return isRange && runsBackwards(from, to) ? [g08(`/data/details/${first}`, `Must not be after ${last}.`)] : []
  })
}

/**
 * G08: dates make sense. Nothing was recorded or has occurred in the future (five minutes are allowed for clocks), nothing occurred on a day after
 * that of its recording, no range runs backwards, and no time is said to be more exact than its date is. Days are London's, and last until their end.
 */
export const g08Dates: PublishRule = ({ time, data }, { now }) => {
  const {
    occurred: { from, until, precision },
    recorded_at: recordedAt,
    details,
  } = data
  const limit = Date.parse(now) + SKEW
  const errors: FieldError[] = []
  if (Date.parse(time) > limit) errors.push(inFuture('/time'))
  if (Date.parse(recordedAt) > limit) errors.push(inFuture('/data/recorded_at'))
  const start = earliest(from, precision)
  if (start > limit) errors.push(inFuture('/data/occurred/from'))
  else if (start > endOfDayLondon(dayOf(recordedAt))) errors.push(g08('/data/occurred/from', 'Must not be after the day of recorded_at.'))
  if (typeof until === 'string') {
    if (earliest(until, precision) > limit) errors.push(inFuture('/data/occurred/until'))
    if (runsBackwards(from, until)) errors.push(g08('/data/occurred/from', 'Must not be after until.'))
  }
  return [...errors, ...precisionErrors(data.occurred), ...rangeErrors(details)]
}
