import { describe, expect, it } from '@jest/globals'
import { compileDatePattern, londonDateTimes } from '../../../producers/import/dates.ts'
import { eventIdOf } from '../../../producers/import/event-id.ts'
import { columnsOf, parseMapping, type Mapping } from '../../../producers/import/mapping.ts'
import { createRowMapper, type MappedRow } from '../../../producers/import/row-to-event.ts'

const base = {
  name: 'mine', version: 1, description: 'Mine', source: { format: 'csv' }, system: 'records', record: { column: 'Ref' }, type: 'housing.action-taken',
  recorded_at: { column: 'Entered', patterns: ['dd/MM/yyyy'], time: '17:00' }, occurred: { from: { column: 'On', patterns: ['dd/MM/yyyy HH:mm', 'dd/MM/yyyy'] } },
  fields: [{ to: '/data/subject/family_name', column: 'Name', required: true }] as readonly object[],
}
const mappingOf = (fields: readonly object[] = []): Mapping => {
  const parsed = parseMapping({ ...base, fields: [...base.fields, ...fields] })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors))
  return parsed.value
}
const map = (mapping: Mapping, cells: Readonly<Record<string, string>>): MappedRow =>
  createRowMapper(mapping, 'harbour-homes')(new Map(Object.entries({ Ref: 'A-1', Entered: '02/06/2025', On: '01/06/2025', Name: 'Thorne', ...cells })))
const data = (row: MappedRow): unknown => (row.ok ? row.event.data : row)

describe('a mapping', () => {
  it.each([
    ['a name of another form', { name: 'My Mapping' }, '/name'],
    ['a date that is no pattern', { recorded_at: { column: 'Entered', patterns: ['day/month'] } }, '/recorded_at/patterns/0'],
    ['a pattern without a year', { recorded_at: { column: 'Entered', patterns: ['dd/MM'] } }, '/recorded_at/patterns/0'],
    ['a place that no event has', { fields: [{ to: 'subject.name', column: 'Name' }] }, '/fields/0/to'],
    ['a code without its table', { fields: [{ to: '/data/details/action', column: 'Action', form: 'code' }] }, '/fields/0'],
    ['a member that there is not', { colour: 'red' }, ''],
  ])('with %s is refused, and the place is named', (_, wrong, pointer) => {
    const parsed = parseMapping({ ...base, ...wrong })
    expect(parsed.ok ? [] : parsed.errors.map((error) => error.pointer)).toEqual([pointer])
  })

  it('says which columns it reads', () => { expect(columnsOf(mappingOf())).toEqual(['Ref', 'Entered', 'On', 'Name']) })
})

describe('a row', () => {
  it('of a day has a day, and no midnight', () => {
    expect(data(map(mappingOf(), {}))).toMatchObject({ occurred: { from: '2025-06-01', precision: 'day' }, recorded_at: '2025-06-02T17:00:00+01:00' })
  })
  it('with a time has the time of London', () => {
    expect(data(map(mappingOf(), { On: '01/01/2025 23:15' }))).toMatchObject({ occurred: { from: '2025-01-01T23:15:00+00:00', precision: 'exact' } })
  })
  it('names everything that is wrong with it at once, by column, and says nothing of it back', () => {
    const row = map(mappingOf([{ to: '/data/details/action', column: 'Action', form: 'code', codes: { Notice: 'notice_served' }, required: true }]), { On: 'yesterday', Name: '', Action: 'Eviction' })
    expect(row.ok ? [] : (row.leftOut === undefined ? row.errors : []).map(({ column, code }) => [column, code])).toEqual([['On', 'not-a-date'], ['Name', 'missing'], ['Action', 'not-a-code']])
    expect(JSON.stringify(row)).not.toMatch(/yesterday|Eviction/)
  })
  it('without anybody in a column makes nobody of constants', () => {
    const fields = [{ to: '/data/harmed/0/family_name', column: 'Her name' }, { to: '/data/harmed/0/role', value: 'adult' }, { to: '/data/harmed/1/family_name', column: 'Child' }, { to: '/data/harmed/1/role', value: 'child' }]
    expect(data(map(mappingOf(fields), { Child: 'Thorne' }))).toMatchObject({ harmed: [{ key: 'harmed-1', family_name: 'Thorne', role: 'child' }] })
  })
  it('sent again is the same event, of another type or agency another', () => {
    const id = (row: MappedRow): unknown => (row.ok ? row.event.id : undefined)
    expect(id(map(mappingOf(), {}))).toBe(id(map(mappingOf(), { Name: 'Vell' })))
    expect(new Set([eventIdOf('/agencies/a/r', 't', '1'), eventIdOf('/agencies/b/r', 't', '1'), eventIdOf('/agencies/a/r', 'u', '1'), eventIdOf('/agencies/a/r', 't', '2')]).size).toBe(4)
  })
})

describe('dates', () => {
  it.each([['dd/MM/yyyy', '31/02/2025'], ['dd/MM/yyyy', '2025-02-03'], ['iso', '03/02/2025'], ['dd/MM/yyyy HH:mm', '03/02/2025 24:10']])('%s does not read %s', (pattern, text) => {
    expect(compileDatePattern(pattern)?.(text)).toBe(undefined)
  })
  it('an hour that the clocks skip is no time, one that comes twice may be either', () => {
    expect(londonDateTimes('2025-03-30', '01:30:00')).toEqual([])
    expect(londonDateTimes('2025-10-26', '01:30:00')).toEqual(['2025-10-26T01:30:00+01:00', '2025-10-26T01:30:00+00:00'])
    expect(londonDateTimes('2025-10-26', '02:00:00')).toEqual(['2025-10-26T02:00:00+00:00'])
  })
})
