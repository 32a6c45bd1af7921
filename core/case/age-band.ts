import { dayOf } from '../time/london.ts'

/** How old somebody was on a day, as coarsely as pairs need it: 18 or over, under 16, or between. */
export type AgeBand = 'adult' | 'between' | 'child'

const [MAJORITY, SIXTEENTH] = [18, 16]
const YEAR_DIGITS = 4

/** A day so many years later. Born on 29 February, one comes of age on 1 March: as text the 29th of other years sorts just before it. */
const yearsAfter = (day: string, years: number): string =>
  `${String(Number(day.slice(0, YEAR_DIGITS)) + years).padStart(YEAR_DIGITS, '0')}${day.slice(YEAR_DIGITS)}`

/** The age on a day of somebody with a birth date. Both are `YYYY-MM-DD`. */
export function ageBand(birthDate: string, day: string): AgeBand {
  if (yearsAfter(birthDate, MAJORITY) <= day) return 'adult'
  return yearsAfter(birthDate, SIXTEENTH) <= day ? 'between' : 'child'
}

/** The day in London on which an event began: the day that its ages are of. */
export const dayOfEvent = ({ from }: { readonly from: string }): string => dayOf(from)

/** What is to be known of somebody's age on any day, from ages that were stated on some. */
export interface AgesStated {
  /** Takes an age on a day; one that is stated later counts more where two contradict each other. */
  add(age: AgeBand, day: string): void
  /** The age on a day; undefined where it does not follow from what was stated. */
  on(day: string): AgeBand | undefined
}

/** What one agency has stated of one person's age. Takes and answers in constant time. */
export function agesStated(): AgesStated {
  let adultFrom: string | undefined
  let childUntil: string | undefined
  let between: { readonly from: string; readonly until: string } | undefined
  let last: { readonly age: AgeBand; readonly day: string } | undefined
  const following = (day: string): ReadonlySet<AgeBand> => {
    const bands = new Set<AgeBand>()
    if (adultFrom !== undefined && day >= adultFrom) bands.add('adult')
    if (childUntil !== undefined && day <= childUntil) bands.add('child')
    if (between === undefined) return bands
    if (day >= between.from && day <= between.until) bands.add('between')
    if (day >= yearsAfter(between.from, MAJORITY - SIXTEENTH)) bands.add('adult')
    if (day <= yearsAfter(between.until, SIXTEENTH - MAJORITY)) bands.add('child')
    return bands
  }
  return {
    add(age, day) {
      last = { age, day }
      if (age === 'adult' && (adultFrom === undefined || day < adultFrom)) adultFrom = day
      if (age === 'child' && (childUntil === undefined || day > childUntil)) childUntil = day
      if (age !== 'between') return
      between = {
        from: between === undefined || day < between.from ? day : between.from,
        until: between === undefined || day > between.until ? day : between.until,
      }
    },
    on(day) {
      const bands = following(day)
      if (bands.size <= 1) return [...bands][0]
      if (last === undefined) return undefined
      const latest = agesStated()
      latest.add(last.age, last.day)
      return latest.on(day)
    },
  }
}
