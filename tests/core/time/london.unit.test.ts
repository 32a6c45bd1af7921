import { describe, expect, it } from '@jest/globals'
import { earliest, endOfDayLondon, endOfOccurred, isLate, latest, londonDate, startOfDayLondon } from '../../../core/time/london.ts'

const iso = (at: number): string => new Date(at).toISOString()

describe('days in London', () => {
  it.each([
    ['2024-01-15', '2024-01-15T00:00:00.000Z', '2024-01-15T23:59:59.999Z'],
    ['2024-07-15', '2024-07-14T23:00:00.000Z', '2024-07-15T22:59:59.999Z'],
    ['2024-03-31', '2024-03-31T00:00:00.000Z', '2024-03-31T22:59:59.999Z'],
    ['2024-10-27', '2024-10-26T23:00:00.000Z', '2024-10-27T23:59:59.999Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z', '2024-02-29T23:59:59.999Z'],
    ['2024-12-31', '2024-12-31T00:00:00.000Z', '2024-12-31T23:59:59.999Z'],
    ['1969-01-15', '1969-01-14T23:00:00.000Z', '1969-01-15T22:59:59.999Z'],
  ])('%s lasts from %s to %s', (day, first, last) => {
    expect([iso(startOfDayLondon(day)), iso(endOfDayLondon(day))]).toEqual([first, last])
    expect([londonDate(Date.parse(first)), londonDate(Date.parse(last))]).toEqual([day, day])
  })

  it('begin where the day before ends, whatever the clocks do, since 1900', () => {
    for (let at = Date.UTC(1900, 0, 1, 12); at < Date.UTC(2100, 0, 1); at += 86_400_000) {
      const day = iso(at).slice(0, 10)
      const start = startOfDayLondon(day)
      if (londonDate(start) !== day || londonDate(start - 1) === day) throw new Error(day)
    }
  })

  it('knows days of long ago, whose years have fewer digits than four', () => {
    expect(new Date(startOfDayLondon('0364-10-12')).toISOString()).toBe('0364-10-12T00:01:15.000Z')
  })
})

describe('the clocks of London', () => {
  const zone = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' })
  const HOUR = 3_600_000

  it('are those of the time zone database, hour by hour on both sides of every midnight since 1970', () => {
    for (let midnight = Date.UTC(1970, 0, 1); midnight < Date.UTC(2100, 0, 1); midnight += 24 * HOUR) {
      for (const at of [midnight - HOUR - 1, midnight - HOUR, midnight - 1, midnight])
        if (londonDate(at) !== zone.format(at)) throw new Error(iso(at))
    }
  })
})

describe('what a time may mean', () => {
  it.each([
    ['2024-07-15', 'day', '2024-07-14T23:00:00.000Z', '2024-07-15T22:59:59.999Z'],
    ['2024-07-15', 'exact', '2024-07-14T23:00:00.000Z', '2024-07-15T22:59:59.999Z'],
    ['2024-07-15', 'period', '2024-07-14T23:00:00.000Z', '2024-07-15T22:59:59.999Z'],
    ['2024-07-15', 'month', '2024-06-30T23:00:00.000Z', '2024-07-31T22:59:59.999Z'],
    ['2024-12-15', 'month', '2024-12-01T00:00:00.000Z', '2024-12-31T23:59:59.999Z'],
    ['2024-07-15', 'year', '2024-01-01T00:00:00.000Z', '2024-12-31T23:59:59.999Z'],
    ['2024-07-15T23:30:00Z', 'exact', '2024-07-15T23:30:00.000Z', '2024-07-15T23:30:00.000Z'],
    ['2024-07-15T23:30:00Z', 'day', '2024-07-15T23:00:00.000Z', '2024-07-16T22:59:59.999Z'],
  ])('%s to the %s is from %s to %s', (text, precision, first, last) => {
    expect([iso(earliest(text, precision)), iso(latest(text, precision))]).toEqual([first, last])
  })
})

describe('late', () => {
  it.each([
    ['a day, three days later', { from: '2024-02-09', precision: 'day' }, '2024-02-12T23:59:00Z', false],
    ['a day, exactly 72 hours after its end', { from: '2024-02-09', precision: 'day' }, '2024-02-13T00:00:00Z', false],
    ['a day, a moment more', { from: '2024-02-09', precision: 'day' }, '2024-02-13T00:00:00.001Z', true],
    ["a summer day, by London's clocks", { from: '2024-07-09', precision: 'day' }, '2024-07-12T23:00:01Z', true],
    ['a moment, exactly 72 hours later', { from: '2024-02-09T10:00:00Z', precision: 'exact' }, '2024-02-12T10:00:00Z', false],
    ['a moment, a second more', { from: '2024-02-09T10:00:00Z', precision: 'exact' }, '2024-02-12T10:00:01Z', true],
    ['hours, where the clocks change', { from: '2024-03-30', precision: 'day' }, '2024-04-03T00:00:30+01:00', false],
    ['a period, by its end', { from: '2023-09-01', until: '2024-02-09', precision: 'period' }, '2024-02-12T10:00:00Z', false],
    ['a period without end, by its beginning', { from: '2023-09-01', until: null, precision: 'period' }, '2024-02-12T10:00:00Z', true],
    ['a month, by its end', { from: '2024-02-01', precision: 'month' }, '2024-03-03T10:00:00Z', false],
    ['a year, by its end', { from: '2023-05-01', precision: 'year' }, '2024-01-03T10:00:00Z', false],
    ['a year, long past', { from: '2022-05-01', precision: 'year' }, '2024-01-03T10:00:00Z', true],
    ['what is recorded before it is over', { from: '2024-02-09', precision: 'day' }, '2024-02-09T12:00:00Z', false],
  ])('is judged for %s', (_, occurred, recordedAt, late) => {
    expect(isLate(occurred, recordedAt)).toBe(late)
  })

  it('counts from the end of what occurred', () => {
    expect(iso(endOfOccurred({ from: '2024-02-09', precision: 'day' }))).toBe('2024-02-10T00:00:00.000Z')
  })
})
