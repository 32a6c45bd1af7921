import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { addressQuery, parseAddress } from '../../../../gateway/pages/case/filters.ts'

const of = (query: string): Readonly<Record<string, string>> => Object.fromEntries(new URLSearchParams(query))

describe('the address of a timeline page', () => {
  it('has the filters of a form, and an empty field is no filter', () => {
    expect(parseAddress(of('from-day=9&from-month=2&from-year=2026&to-day=&to-month=&to-year=&tactic=threat&agency=&breach=yes'))).toEqual({
      ok: true,
      value: { filters: { from: '2026-02-09', tactic: 'threat', breach: 'yes' }, view: 'list', after: undefined, limit: undefined },
    })
  })

  it.each([
    ['from-day=31&from-month=2&from-year=2026', 'from', 'From must be a real date: that month has fewer days.'],
    ['to-day=1&to-month=13&to-year=2026', 'to', 'To must have a month from 1 to 12.'],
    ['from-day=1', 'from', 'From must include a month and a year.'],
    ['from-day=2&from-month=2&from-year=2026&to-day=1&to-month=2&to-year=2026', 'from', 'From must be the same as or before To.'],
    ['colour=red', 'filters', 'This filter is not one that this page has. Choose again.'],
    ['tactic=toString', 'filters', 'This filter is not one that this page has. Choose again.'],
    ['tactic=<b>', 'filters', 'This filter is not one that this page has. Choose again.'],
  ])('says what is wrong, at the field: %s', (query, field, text) => {
    const parsed = parseAddress(of(query))
    expect(parsed.ok ? [] : parsed.errors).toEqual([expect.objectContaining({ field, text })])
  })

  it('keeps what was typed where it was wrong', () => {
    const parsed = parseAddress(of('from-day=31&from-month=2&from-year=2026'))
    expect(parsed.ok ? undefined : parsed.typed.from).toEqual({ day: '31', month: '2', year: '2026' })
  })

  it('says the same as what it was made of', () => {
    const date = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
      .map((one) => one.toISOString().slice(0, 10))
    const id = fc.stringMatching(/^[A-Za-z0-9_-]{22}$/)
    fc.assert(
      fc.property(
        fc.record(
          {
            dates: fc.tuple(date, date).map((both) => both.toSorted()),
            tactic: fc.constantFrom('threat', 'physical'),
            person: fc.constantFrom('p1', 'p12'),
            events: fc.array(id, { minLength: 1, maxLength: 20 }).map((ids) => ids.join('.')),
            after: id,
            view: fc.constantFrom('list' as const, 'table' as const),
          },
          { requiredKeys: ['view'] },
        ),
        ({ dates, view, after, ...rest }) => {
          const filters = { ...(dates === undefined ? {} : { from: dates[0] ?? '', to: dates[1] ?? '' }), ...rest }
          const asked = { filters, view, after, limit: undefined }
          expect(parseAddress(of(addressQuery(asked)))).toEqual({ ok: true, value: asked })
        },
      ),
    )
  })
})
