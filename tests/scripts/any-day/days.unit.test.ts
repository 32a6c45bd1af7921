import { describe, expect, it } from '@jest/globals'
import { londonOffset } from '../../../core/time/london.ts'
import { daysFrom, otherDay, twoOf } from '../../../scripts/any-day/days.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const NOW = Date.parse('2026-11-28T20:00:00Z')
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** Weekday, date and time in London, and how many hours that is ahead of UTC. */
function london(at: number): string {
  const ahead = londonOffset(at)
  const wall = new Date(at + ahead)
  return `${WEEKDAYS[wall.getUTCDay()] ?? ''} ${wall.toISOString().slice(0, 19)} +${String(ahead / HOUR_MS)}`
}

describe('the ten days', () => {
  it('are those on which dates go wrong, each begun where it does', () => {
    expect(daysFrom(NOW).map(({ start }) => london(start))).toEqual([
      'Tue 2028-02-29T09:00:00 +0',
      'Thu 2026-12-31T23:59:30 +0',
      'Sun 2027-03-28T00:59:30 +0',
      'Mon 2027-05-31T23:59:30 +1',
      'Sun 2027-10-31T01:59:30 +1',
      'Fri 2027-01-01T00:00:10 +0',
      'Sun 2027-04-04T00:30:00 +1',
      'Thu 2027-04-01T00:10:00 +1',
      'Sun 2028-01-02T20:00:00 +0',
      'Fri 2036-11-28T12:00:00 +0',
    ])
  })

  it('are ten, none before the run, whatever day that is', () => {
    for (let at = Date.UTC(2026, 0, 1, 23, 30); at < Date.UTC(2030, 0, 1); at += 29 * DAY_MS) {
      const days = daysFrom(at)
      if (days.length !== 10 || days.some(({ start }) => Number.isNaN(start) || start < at)) throw new Error(new Date(at).toISOString())
    }
  })

  it('all come round in five runs on consecutive days', () => {
    const runs = Array.from({ length: 5 }, (_, day) => twoOf(daysFrom(NOW), NOW + day * DAY_MS).map(({ what }) => what))
    expect(runs.map(({ length }) => length)).toEqual([2, 2, 2, 2, 2])
    expect(new Set(runs.flat())).toEqual(new Set(daysFrom(NOW).map(({ what }) => what)))
  })

  it('may be any other, at noon in London', () => {
    expect(new Date(otherDay('2031-07-05').start).toISOString()).toBe('2031-07-05T11:00:00.000Z')
  })
})
