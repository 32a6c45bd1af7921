import { describe, expect, it } from '@jest/globals'
import { compileDatePattern, londonDateTimes } from '../../../producers/import/dates.ts'
import { eventIdOf } from '../../../producers/import/event-id.ts'
import { columnsOf, parseMapping, type Mapping } from '../../../producers/import/mapping.ts'
import { createRowMapper, type MappedRow } from '../../../producers/import/row-to-event.ts'

const base = {
  name: 'mine',
  version: 1,
  description: 'Mine',
  source: { format: 'csv' },
  system: 'records',
  record: { column: 'Ref' },
  type: 'housing.action-taken',
  recorded_at: { column: 'Entered', patterns: ['dd/MM/yyyy'], time: '17:00' },
  occurred: { from: { column: 'On', patterns: ['dd/MM/yyyy HH:mm', 'dd/MM/yyyy'] } },
  fields: [{ to: '/data/subject/family_name', column: 'Name', required: true }] as readonly object[],
}
const mappingOf = (fields: readonly object[] = []): Mapping => {
  const parsed = parseMapping({ ...base, fields: [...base.fields, ...fields] })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors))
  return parsed.value
}
const map = (mapping: Mapping, cells: Readonly<Record<string, string>>): MappedRow =>
  createRowMapper(
    mapping,
    'harbour-homes',
  )(new Map(Object.entries({ Ref: 'A-1', Entered: '02/06/2025', On: '01/06/2025', Name: 'Thorne', ...cells })))
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

  it('says which columns it reads', () => {
    expect(columnsOf(mappingOf())).toEqual(['Ref', 'Entered', 'On', 'Name'])
  })
})

describe('a row', () => {
  it('of a day has a day, and no midnight', () => {
    expect(data(map(mappingOf(), {}))).toMatchObject({
      occurred: { from: '2025-06-01', precision: 'day' },
      recorded_at: '2025-06-02T17:00:00+01:00',
    })
  })
  it('with a time has the time of London', () => {
    expect(data(map(mappingOf(), { On: '01/01/2025 23:15' }))).toMatchObject({
      occurred: { from: '2025-01-01T23:15:00+00:00', precision: 'exact' },
    })
  })
  it('names everything that is wrong with it at once, by column, and says nothing of it back', () => {
    const row = map(
      mappingOf([{ to: '/data/details/action', column: 'Action', form: 'code', codes: { Notice: 'notice_served' }, required: true }]),
      { On: 'yesterday', Name: '', Action: 'Eviction' },
    )
    expect(row.ok ? [] : (row.leftOut === undefined ? row.errors : []).map(({ column, code }) => [column, code])).toEqual([
      ['On', 'not-a-date'],
      ['Name', 'missing'],
      ['Action', 'not-a-code'],
    ])
    expect(JSON.stringify(row)).not.toMatch(/yesterday|Eviction/)
  })
  it('without anybody in a column makes nobody of constants', () => {
    const fields = [
      { to: '/data/harmed/0/family_name', column: 'Her name' },
      { to: '/data/harmed/0/role', value: 'adult' },
      { to: '/data/harmed/1/family_name', column: 'Child' },
      { to: '/data/harmed/1/role', value: 'child' },
    ]
    expect(data(map(mappingOf(fields), { Child: 'Thorne' }))).toMatchObject({
      harmed: [{ key: 'harmed-1', family_name: 'Thorne', role: 'child' }],
    })
  })
  it('sent again is the same event, of another type or agency another', () => {
    const id = (row: MappedRow): unknown => (row.ok ? row.event.id : undefined)
    expect(id(map(mappingOf(), {}))).toBe(id(map(mappingOf(), { Name: 'Vell' })))
    expect(
      new Set([
        eventIdOf('/agencies/a/r', 't', '1'),
        eventIdOf('/agencies/b/r', 't', '1'),
        eventIdOf('/agencies/a/r', 'u', '1'),
        eventIdOf('/agencies/a/r', 't', '2'),
      ]).size,
    ).toBe(4)
  })
})

describe('a cell that means nothing is known', () => {
  const withTokens = (fields: readonly object[]): Mapping => {
    const parsed = parseMapping({ ...base, source: { format: 'csv', empty: ['NULL', '#N/A'] }, fields: [...base.fields, ...fields] })
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors))
    return parsed.value
  }
  it('is empty: left out, or missing where it must be there', () => {
    const mapping = withTokens([
      { to: '/data/subject/given_name', column: 'First' },
      { to: '/data/subject/birth_date', column: 'Born', form: 'date', patterns: ['dd/MM/yyyy'] },
    ])
    expect(data(map(mapping, { First: ' NULL ', Born: '#N/A' }))).toMatchObject({
      subject: { key: 'subject', family_name: 'Thorne', identifiers: [] },
    })
    const row = map(mapping, { Name: 'NULL', Ref: '#N/A', On: 'NULL' })
    expect(row.ok || row.leftOut !== undefined ? [] : row.errors.map(({ column, code }) => [column, code])).toEqual([
      ['Ref', 'missing'],
      ['On', 'missing'],
      ['Name', 'missing'],
    ])
  })
  it('is a name where it is written otherwise, or where the field says so', () => {
    expect(data(map(withTokens([]), { Name: 'Null' }))).toMatchObject({ subject: { family_name: 'Null' } })
    expect(data(map(withTokens([{ to: '/data/subject/given_name', column: 'First', empty: [] }]), { First: 'NULL' }))).toMatchObject({
      subject: { given_name: 'NULL' },
    })
  })
})

describe('the hour that comes twice in October', () => {
  const timed = (): Mapping => {
    const parsed = parseMapping({
      ...base,
      recorded_at: { column: 'Entered', patterns: ['dd/MM/yyyy HH:mm'] },
      occurred: {
        from: { column: 'On', patterns: ['dd/MM/yyyy HH:mm', 'dd/MM/yyyy'] },
        until: { column: 'Until', patterns: ['dd/MM/yyyy HH:mm'] },
      },
    })
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors))
    return parsed.value
  }
  const at = (time: string): string => (time === '' ? '' : `26/10/2025 ${time}`)
  const times = (on: string, until: string, entered: string): unknown => {
    const row = map(timed(), { On: at(on), Until: at(until), Entered: at(entered) })
    if (!row.ok) return row.leftOut === undefined ? row.errors.map(({ column, code }) => [column, code]) : []
    const { occurred, recorded_at: recorded } = row.event.data as {
      readonly occurred: { readonly from: string; readonly until?: string }
      readonly recorded_at: string
    }
    return [occurred.from, ...(occurred.until === undefined ? [] : [occurred.until]), recorded].map((text) => text.slice(11))
  }
  it.each([
    ['ended before it began, by the clock', '01:50', '01:10', '09:00', ['01:50:00+01:00', '01:10:00+00:00', '09:00:00+00:00']],
    ['was recorded in the hour, by the clock before it began', '01:40', '', '01:20', ['01:40:00+01:00', '01:20:00+00:00']],
    ['says which', '01:30 GMT', '01:40', '09:00', ['01:30:00+00:00', '01:40:00+00:00', '09:00:00+00:00']],
    ['says which by its offset', '01:30 +01:00', '', '09:00', ['01:30:00+01:00', '09:00:00+00:00']],
    ['lies beside the hour', '00:59', '', '02:00', ['00:59:00+01:00', '02:00:00+00:00']],
  ])('is told where it %s', (_, on, until, entered, expected) => {
    expect(times(on, until, entered)).toEqual(expected)
  })
  it.each([
    ['only it is known', '01:30', '', '09:00', [['On', 'twice']]],
    [
      'both orders are possible',
      '01:10',
      '01:30',
      '09:00',
      [
        ['On', 'twice'],
        ['Until', 'twice'],
      ],
    ],
    ['the end could be either', '00:30', '01:30', '09:00', [['Until', 'twice']]],
    [
      'all were in it',
      '01:10',
      '01:20',
      '01:30',
      [
        ['On', 'twice'],
        ['Until', 'twice'],
        ['Entered', 'twice'],
      ],
    ],
  ])('is asked for where %s, and never guessed', (_, on, until, entered, expected) => {
    expect(times(on, until, entered)).toEqual(expected)
  })
  it('is asked for in a date-time of details, too', () => {
    const row = map(mappingOf([{ to: '/data/handling/embargo_until', column: 'Until', form: 'date-time', patterns: ['iso'] }]), {
      Until: '2025-10-26 01:30:00',
    })
    expect(row.ok || row.leftOut !== undefined ? [] : row.errors).toEqual([
      { column: 'Until', code: 'twice', detail: expect.stringMatching(/BST .*GMT/) },
    ])
  })
  it('a zone is no part of a day', () => {
    expect(compileDatePattern('dd/MM/yyyy')?.('26/10/2025 GMT')).toBe(undefined)
  })
})

describe('the reference of another record', () => {
  const corrects = (more: object = {}): Mapping => mappingOf([{ to: '/data/corrects', column: 'Corrects', form: 'event-id', ...more }])
  it('becomes the id of the event that was made of it', () => {
    const first = map(mappingOf(), { Ref: 'A-1' })
    expect(data(map(corrects(), { Ref: 'A-2', Corrects: ' A-1 ' }))).toMatchObject({ corrects: first.ok ? first.event.id : '' })
    expect(data(map(corrects(), { Ref: 'A-2', Corrects: '' }))).not.toHaveProperty('corrects')
  })
  it('may be of another type, and may be several', () => {
    expect(data(map(corrects({ of: 'housing.other' }), { Corrects: 'A-1' }))).toMatchObject({
      corrects: eventIdOf('/agencies/harbour-homes/records', 'housing.other', 'A-1'),
    })
    const several = mappingOf([{ to: '/data/based_on', column: 'Rests on', form: 'event-id', separator: ',' }])
    expect(data(map(several, { 'Rests on': 'A-7, A-8' }))).toMatchObject({
      based_on: ['A-7', 'A-8'].map((reference) => eventIdOf('/agencies/harbour-homes/records', base.type, reference)),
    })
  })
  it('is not its own', () => {
    const row = map(corrects(), { Ref: 'A-1', Corrects: 'A-1' })
    expect(row.ok || row.leftOut !== undefined ? [] : row.errors.map(({ column, code }) => [column, code])).toEqual([
      ['Corrects', 'own-reference'],
    ])
  })
})

describe('dates', () => {
  it.each([
    ['dd/MM/yyyy', '31/02/2025'],
    ['dd/MM/yyyy', '2025-02-03'],
    ['iso', '03/02/2025'],
    ['dd/MM/yyyy HH:mm', '03/02/2025 24:10'],
  ])('%s does not read %s', (pattern, text) => {
    expect(compileDatePattern(pattern)?.(text)).toBe(undefined)
  })
  it('an hour that the clocks skip is no time, one that comes twice may be either', () => {
    expect(londonDateTimes('2025-03-30', '01:30:00')).toEqual([])
    expect(londonDateTimes('2025-10-26', '01:30:00')).toEqual(['2025-10-26T01:30:00+01:00', '2025-10-26T01:30:00+00:00'])
    expect(londonDateTimes('2025-10-26', '02:00:00')).toEqual(['2025-10-26T02:00:00+00:00'])
  })
})
