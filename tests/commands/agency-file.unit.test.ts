import { describe, expect, it } from '@jest/globals'
import { agenciesIn } from '../../commands/agency-file.ts'
import { areasOf } from '../../commands/known-areas.ts'
import { agencyNamed } from '../fixtures/ids.ts'

const refuge = { agency: agencyNamed('made-up-refuge'), name: 'Made-up Refuge', type: 'da_specialist', areas: ['norshire'] }
const nameless = { ...refuge, name: undefined }
const wrong = (...entries: readonly unknown[]): string => {
  try {
    agenciesIn(JSON.stringify(entries))
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
}

describe('a file of agencies', () => {
  it('is taken as it is', () => {
    expect(agenciesIn(JSON.stringify([refuge, { ...refuge, agency: 'other', oversight: true, contact: 'Duty' }]))).toHaveLength(2)
  })

  it.each<[string, readonly unknown[], string]>([
    [
      'an id in capitals',
      [refuge, { ...refuge, agency: 'Refuge' }],
      'Entry 2: agency is not as it must be. Give an id of lower-case letters',
    ],
    ['no name', [nameless], 'Entry 1 (made-up-refuge): name is missing. Give its name'],
    ['a blank name', [{ ...refuge, name: ' ' }], 'Entry 1 (made-up-refuge): name is not as it must be.'],
    ['a type misspelt', [{ ...refuge, type: 'da_specialst' }], 'Did you mean da_specialist?'],
    [
      'no area',
      [refuge, { ...refuge, agency: 'other', areas: [] }],
      'Entry 2 (other): areas is not as it must be. Give a list of at least one area',
    ],
    ['an area that is not in a list', [{ ...refuge, areas: 'norshire' }], 'Entry 1 (made-up-refuge): areas is not as it must be.'],
    [
      'a field that there is not',
      [{ ...refuge, area: 'norshire' }],
      'Entry 1 (made-up-refuge): there is no field "area". Did you mean areas?',
    ],
    ['an entry that is no object', [refuge, 'police'], 'Entry 2 is no object.'],
    ['one agency twice', [refuge, refuge], 'Entry 2 (made-up-refuge): agency is that of entry 1, too.'],
    ['no entry', [], 'The file must be a JSON list'],
  ])('is refused by entry and field with %s', (_, entries, words) => {
    expect(wrong(...entries)).toContain(words)
  })

  it('is told everything that is wrong with it at once', () => {
    expect(wrong({ ...refuge, type: 'castle' }, { ...refuge, agency: 'other', oversight: 'yes' }).split('\n')).toHaveLength(2)
  })

  it('that is no JSON is told so', () => {
    expect(() => agenciesIn('agency;name')).toThrow('This is no JSON.')
  })
})

describe('the areas of a file', () => {
  const known = new Set(['norshire', 'westmere'])
  const inAreas = (...areas: readonly string[]) => [{ ...refuge, areas: [...areas] }]

  it('may be those that there are, and others', () => {
    expect(areasOf(inAreas('norshire', 'westmere'), known, [])).toEqual({ added: [], wrong: [] })
    expect(areasOf(inAreas('oakfield'), known, [])).toEqual({ added: ['oakfield'], wrong: [] })
  })
  it('are refused where one is nearly the name of another: its agency would be alone in it', () => {
    const { wrong: found } = areasOf(inAreas('westmere', 'Norshire'), known, [])
    expect(found).toEqual([
      'Entry 1 (made-up-refuge): areas: no agency is in "Norshire". Did you mean norshire? If it is an area of its own: --new-area "Norshire". Areas so far: norshire, westmere.',
    ])
  })
  it('are taken as they are written where that is said', () => {
    expect(areasOf(inAreas('norshires'), known, ['norshires'])).toEqual({ added: ['norshires'], wrong: [] })
  })
  it('are compared with one another where none is registered yet', () => {
    const list = [
      ...inAreas('norshire'),
      { ...refuge, agency: agencyNamed('b'), areas: ['norshire'] },
      { ...refuge, agency: agencyNamed('c'), areas: ['norshre'] },
    ]
    expect(areasOf(list, new Set(), []).wrong).toEqual([
      expect.stringContaining('Entry 3 (c): areas: no agency is in "norshre". Did you mean norshire?'),
    ])
  })
})
