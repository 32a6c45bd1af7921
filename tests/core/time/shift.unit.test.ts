import { describe, expect, it } from '@jest/globals'
import { daysBetween, shiftDays } from '../../../core/time/shift.ts'

const DAY_MS = 86_400_000

describe('a chronology that is moved by whole days', () => {
  it.each([
    ['a date, over a leap day', '2027-02-28', 366, '2028-02-29'],
    ['a time of winter, to summer', '2025-01-10T09:30:00+00:00', 180, '2025-07-09T09:30:00+01:00'],
    ['a time of summer, to winter', '2025-06-12T12:00:00+01:00', 180, '2025-12-09T12:00:00+00:00'],
    ['just before midnight of London in summer', '2025-06-12T23:59:59+01:00', 1, '2025-06-13T23:59:59+01:00'],
    ['just after midnight of London in summer', '2025-06-12T00:00:01+01:00', 19, '2025-07-01T00:00:01+01:00'],
    ['the last minute before the clocks go forward', '2027-03-21T00:59:00+00:00', 7, '2027-03-28T00:59:00+00:00'],
    ['a time that the clocks skip', '2027-03-21T01:30:00+00:00', 7, '2027-03-28T02:00:00+01:00'],
    ['the first minute after the clocks have gone forward', '2027-03-21T02:01:00+00:00', 7, '2027-03-28T02:01:00+01:00'],
    ['a time that comes twice: the first', '2027-10-24T01:30:00+01:00', 7, '2027-10-31T01:30:00+01:00'],
    ['the first minute after the doubled hour', '2027-10-24T02:01:00+01:00', 7, '2027-10-31T02:01:00+00:00'],
    ['what is no date', '2011/0090211X', 7, '2011/0090211X'],
  ])('keeps the clock of London: %s', (_, text, days, moved) => {
    expect(shiftDays({ details: [text] }, days)).toEqual({ details: [moved] })
  })

  it('lets no range run backwards, and puts nothing before what it came after, on any day of four years, night or day', () => {
    const times = Array.from(
      { length: 96 },
      (_, quarter) =>
        `2026-11-28T${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}:00+00:00`,
    )
    for (let days = 0; days < 1_461; days++) {
      const moved = (shiftDays(times, days) as string[]).map((time) => Date.parse(time))
      for (const [at, moment] of moved.entries())
        if (at > 0 && moment < (moved[at - 1] ?? 0)) throw new Error(`${String(times[at])} by ${String(days)} days`)
    }
  })

  it('keeps the birth date of an adult, who is found by it, and the age of a child, who else were grown up in ten years', () => {
    const people = {
      subject: { key: 'K', birth_date: '1989-07-14' },
      harmed: [
        { key: 'KV1', role: 'adult', birth_date: '1991-11-02' },
        { key: 'KC1', role: 'child', birth_date: '2018-09-21' },
      ],
    }
    expect(shiftDays(people, daysBetween('2024-02-09', '2034-02-09'))).toEqual({
      subject: { key: 'K', birth_date: '1989-07-14' },
      harmed: [
        { key: 'KV1', role: 'adult', birth_date: '1991-11-02' },
        { key: 'KC1', role: 'child', birth_date: '2028-09-21' },
      ],
    })
  })

  it('counts days, not hours', () => {
    expect([
      daysBetween('2027-03-27', '2027-03-29'),
      daysBetween('2027-10-30', '2027-11-01'),
      daysBetween('2028-02-28', '2028-03-01'),
    ]).toEqual([2, 2, 2])
    expect(daysBetween('2026-11-28', new Date(Date.parse('2026-11-28') + 400 * DAY_MS).toISOString().slice(0, 10))).toBe(400)
  })
})
