import { describe, expect, it } from '@jest/globals'
import { dateWords, monthOf, occurredWords } from '../../../../gateway/pages/timeline/dates.ts'
import { labelOf } from '../../../../gateway/pages/timeline/details.ts'
import { tagsOf } from '../../../../gateway/pages/timeline/tags.ts'
import { TITLES } from '../../../../gateway/pages/timeline/title-table.ts'
import { titleOf } from '../../../../gateway/pages/timeline/titles.ts'
import { loadCatalogue } from '../../../../schemas/index.ts'

describe('when something happened', () => {
  it.each([
    [{ from: '2024-02-09', precision: 'day' }, '9 February 2024'],
    [{ from: '2024-02-09T21:14:00+00:00', precision: 'exact' }, '9 February 2024 at 9:14pm'],
    [{ from: '2024-07-09T21:14:00+00:00', precision: 'exact' }, '9 July 2024 at 10:14pm'],
    [{ from: '2024-02-09T21:14:00+00:00', precision: 'day' }, '9 February 2024'],
    [{ from: '2024-02-01', precision: 'month' }, 'February 2024'],
    [{ from: '2024-02', precision: 'month' }, 'February 2024'],
    [{ from: '2024-01-01', precision: 'year' }, '2024'],
    [{ from: '2024-02-09', until: '2024-02-12', precision: 'period' }, 'Between 9 February 2024 and 12 February 2024'],
    [{ from: '2024-02', until: '2024-03', precision: 'period' }, 'Between February 2024 and March 2024'],
  ])('is said no more precisely than it was recorded: %j', (occurred, words) => {
    expect(occurredWords(occurred)).toBe(words)
  })
  it('stands under its month in London', () => {
    expect(monthOf('2024-06-30T23:30:00+00:00')).toBe('2024-07')
    expect(monthOf('2024-06-30')).toBe('2024-06')
    expect(dateWords('2024-06')).toBe('June 2024')
  })
})

/** Codes of reduced forms, by the list of what they are coarser than. */
const COARSER: Readonly<Record<string, readonly string[]>> = { custody_status: ['in_custody', 'in_the_community'] }

describe('a heading', () => {
  const noCode = (): undefined => undefined
  it('has him as its subject, in the pronoun that was recorded', () => {
    expect(titleOf('bail.breached', 'He', noCode, '')).toBe('He broke his bail conditions')
    expect(titleOf('bail.breached', 'She', noCode, '')).toBe('She broke her bail conditions')
    expect(titleOf('engagement.routine-enquiry-made', 'They', noCode, '')).toBe('They were asked about their own behaviour')
    expect(titleOf('record.erased', 'They', noCode, '')).toBe('The content of an earlier event was erased')
  })
  it('says no more than is disclosed: without the code, the title of the type', () => {
    expect(titleOf('justice.custody-status-changed', 'He', () => 'recalled', 'Remand, release, recall')).toBe('He was recalled to prison')
    expect(titleOf('justice.custody-status-changed', 'They', () => 'in_the_community', 'Remand, release, recall')).toBe(
      'They were in the community',
    )
    expect(titleOf('justice.custody-status-changed', 'He', noCode, 'Remand, release, recall')).toBe('Remand, release, recall')
  })
  it('is of a type and of codes that exist, or of the coarser ones of a reduced form', () => {
    const { types, codeLists } = loadCatalogue()
    for (const [type, entry] of Object.entries(TITLES)) {
      const field = typeof entry === 'string' ? undefined : types.get(type)?.details.find(({ name }) => name === entry.field)
      expect([type, types.has(type)]).toEqual([type, true])
      if (typeof entry === 'string' || field?.codeList === undefined) continue
      const codes = [...(codeLists.get(field.codeList)?.codes.map(({ code }) => code) ?? []), ...(COARSER[field.codeList] ?? [])]
      expect([type, Object.keys(entry.titles).filter((code) => !codes.includes(code))]).toEqual([type, []])
    }
  })
})

describe('the label of a detail', () => {
  it.each([
    ['place_kind', 'Place kind'],
    ['rfg_total', 'RFG total'],
    ['nrpf_or_status_need', 'NRPF or status need'],
    ['from_marac', 'From MARAC'],
    ['em_until', 'EM until'],
  ])('is the name of its field as practitioners write it: %s', (name, label) => {
    expect(labelOf(name)).toBe(label)
  })
})

describe('tags', () => {
  it('tell fact, report and opinion apart, and say what was corrected, late or reduced', () => {
    const tags = tagsOf({
      data: { assertion: { basis: 'reported_by_harmed', verification: 'unverified' } },
      corrected: true,
      late: true,
      state: 'reduced',
    })
    expect(tags).toEqual(['Reported by the person harmed', 'Corrected', 'Recorded late', 'Shown in a reduced form'])
  })
  it('say that it was reported, and not by whom, where the reader is not told', () => {
    expect(
      tagsOf({ data: { assertion: { basis: 'reported', verification: 'unverified' } }, corrected: false, late: false, state: 'shown' }),
    ).toEqual(['Reported'])
  })

  it('warn of an overdue action before access to its case ends', () => {
    expect(tagsOf({ data: {}, corrected: false, late: false, state: 'shown', sight_ends: '2026-06-24' })).toEqual([
      'Overdue: sight of this case ends on 24 June 2026 while it is open',
    ])
  })
})
