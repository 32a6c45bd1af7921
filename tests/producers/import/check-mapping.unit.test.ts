import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { checkMapping } from '../../../producers/import/check-mapping.ts'
import { parseMapping, type Mapping } from '../../../producers/import/mapping.ts'
import { shippedMappings } from '../../../producers/import/shipped.ts'
import { loadCatalogue } from '../../../schemas/index.ts'

const catalogue = loadCatalogue()
type Json = Readonly<Record<string, unknown>>
const shipped = (name: string): Json & { readonly fields: readonly Json[] } =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../producers/import/mappings', `${name}.json`), 'utf8')) as Json & {
    readonly fields: readonly Json[]
  }
const police = shipped('police-incidents')
const parsed = (value: unknown): Mapping => {
  const result = parseMapping(value)
  if (!result.ok) throw new Error(JSON.stringify(result.errors))
  return result.value
}
const NEXT = `/fields/${String(police.fields.length)}`
const withField = (field: Json): readonly (readonly [string, string])[] =>
  checkMapping(parsed({ ...police, fields: [...police.fields, field] }), catalogue).map(({ pointer, code }) => [pointer, code])

describe('a mistake in a mapping that every row would have', () => {
  it.each(shippedMappings())('is not in %s, which ships', (name) => {
    expect(checkMapping(parsed(shipped(name)), catalogue)).toEqual([])
  })

  it.each([
    ['a field that no event has', { to: '/data/colour', column: 'C' }, '/to', 'G04'],
    ['a field that the type lacks', { to: '/data/details/marac_id', column: 'C' }, '/to', 'G04'],
    ['a field within one that has none', { to: '/data/details/description/0', column: 'C' }, '', 'wrong-type'],
    [
      'a code that does not exist',
      { to: '/data/harmed/0/sex', column: 'C', form: 'code', codes: { F: 'female', 'M / m': 'mal' } },
      '/codes/M ~1 m',
      'G05',
    ],
    [
      'a code of a list that does not exist',
      { to: '/data/details/tactics', column: 'C', form: 'code', separator: ';', codes: { X: 'physical.tickle' } },
      '/codes/X',
      'G05',
    ],
    ['a constant that is no code', { to: '/data/handling/perp_knows', value: 'tea' }, '/value', 'G05'],
    [
      'a code with two meanings',
      { to: '/data/harmed/0/sex', column: 'C', form: 'code', codes: { F: 'female', ' f': 'male' } },
      '/codes/ f',
      'twice',
    ],
    ['a number where a text belongs', { to: '/data/details/description', column: 'C', form: 'integer' }, '/form', 'wrong-type'],
    ['a list where one belongs', { to: '/data/details/description', column: 'C', separator: ';' }, '', 'wrong-type'],
    [
      'a day where a date-time belongs',
      { to: '/data/handling/embargo_until', column: 'C', form: 'date', patterns: ['iso'] },
      '/form',
      'wrong-format',
    ],
    [
      'an event id of a type that does not exist',
      { to: '/data/corrects', column: 'C', form: 'event-id', of: 'behaviour.tea' },
      '/of',
      'G01',
    ],
    ['a rule for a type that it does not make', { to: '/data/corrects', column: 'C', types: ['marac.referral-made'] }, '/types/0', 'G01'],
  ] as const)('%s is named by its place', (_, field, place, code) => {
    const [first, ...others] = withField(field)
    expect(first).toEqual([`${NEXT}${place}`, code])
    expect(others).toEqual([])
  })

  it('that a type lacks a field which others have says where it belongs', () => {
    const probation = shipped('ndelius-contacts')
    const errors = checkMapping(
      parsed({
        ...probation,
        fields: [
          ...probation.fields,
          { to: '/data/details/tactics', column: 'Conduct', form: 'code', separator: ';', codes: { Assault: 'physical.assault' } },
        ],
      }),
      catalogue,
    )
    expect(errors.map(({ code, detail }) => [code, detail.includes('marac.referral-made'), detail.includes('Say in types')])).toEqual([
      ['G04', true, true],
    ])
  })

  it('a type that does not exist, and a code that is left out and not, are named', () => {
    const type = { column: 'Kind', codes: { A: 'behaviour.incident-recorded', B: 'behaviour.tea' }, left_out: { a: 'No event.' } }
    expect(checkMapping(parsed({ ...police, type }), catalogue).map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/type/codes/B', 'G01'],
      ['/type/left_out/a', 'twice'],
    ])
  })

  it('a field that the type must have and that no rule says is named', () => {
    const fields = police.fields.filter(({ to }) => to !== '/data/assertion/basis')
    expect(checkMapping(parsed({ ...police, fields }), catalogue)).toMatchObject([
      { pointer: '/fields', code: 'G03', detail: expect.stringContaining('/data/assertion/basis') },
    ])
  })

  it.each([
    [{ F: '' }, '/codes/F'],
    [{ ' ': 'female' }, '/codes/ '],
  ])('an empty code is named: %j', (codes, place) => {
    const result = parseMapping({ ...police, fields: [...police.fields, { to: '/data/harmed/0/sex', column: 'C', form: 'code', codes }] })
    expect(result.ok ? [] : result.errors.map(({ pointer, detail }) => [pointer, detail.startsWith('An empty code')])).toEqual([
      [`${NEXT}${place}`, true],
    ])
  })
})
