import { describe, expect, it } from '@jest/globals'
import { emptyIndex, learnPerson, learnToken } from '../../../core/linking/link-index.ts'
import { mergeCases } from '../../../core/linking/merge-cases.ts'
import { personTokens } from '../../../core/linking/person-tokens.ts'
import { caseLogNamed, personNamed } from '../../fixtures/ids.ts'
import { said, type Said } from './said.ts'

const NAIR = { given: 'Priya', family: 'Nair', born: '1995-03-30' }
const MARSH = { given: 'Leanne', family: 'Marsh', born: '1991-11-02' }

type Women = Readonly<Record<string, Said>>

/** Makes one case of several, the oldest first, each with its women by id. */
function effectsOf(cases: readonly Women[]) {
  const known = emptyIndex()
  const logs = cases.map((women, at) => {
    const caseLog = caseLogNamed(`case ${String(at)}`)
    learnPerson(known, personNamed(`man ${String(at)}`), caseLog, 'subject')
    for (const [id, who] of Object.entries(women)) {
      const person = learnPerson(known, personNamed(id), caseLog, 'adult')
      for (const { kind, token } of personTokens(said('adult', who))) learnToken(known, person, kind, token)
    }
    return caseLog
  })
  return mergeCases(known, logs, new Map(logs.map((caseLog, age) => [caseLog, age])))
}

/** Who is merged into whom. */
const merged = (...cases: readonly Women[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    effectsOf(cases).merged.flatMap(({ kind, id, into }) => (kind === 'person' && !id.startsWith('man') ? [[id, into]] : [])),
  )

/** Who may be who. */
const mayBe = (...cases: readonly Women[]): readonly string[] =>
  effectsOf(cases).candidates.map(({ person, candidate }) => `${person} may be ${candidate}`)

describe('the women of cases that become one', () => {
  it('stay two where one identifier has another name and another birth date, as they are two to intake', () => {
    const cases = [{ one: { ...NAIR, ids: { NHS: '1' } } }, { other: { ...MARSH, ids: { NHS: '1' } } }] as const
    expect([merged(...cases), mayBe(...cases)]).toEqual([{}, []])
  })

  it.each<[string, Said, Said]>([
    ['an identifier, and her surname agrees', { ...NAIR, ids: { NHS: '1' } }, { given: 'Pia', family: 'Nair', ids: { NHS: '1' } }],
    ['an identifier, where nothing contradicts', { ...NAIR, ids: { NHS: '1' } }, { ids: { NHS: '1' } }],
    ['name and birth date', NAIR, { ...NAIR, ids: { NHS: '1' } }],
  ])('are one by %s', (_, one, other) => {
    expect(merged({ one }, { other })).toEqual({ other: 'one' })
    expect(merged({ other }, { one })).toEqual({ one: 'other' })
  })

  it('stay as they are where two of either case fit, whatever their ids and whichever case is the older, and who may be who is on record', () => {
    const two = { a: { ...NAIR, ids: { NHS: '1' } }, z: { ...NAIR, ids: { NHS: '2' } } }
    expect(merged(two, { one: NAIR })).toEqual({})
    expect(merged({ one: NAIR }, two)).toEqual({})
    expect(mayBe(two, { one: NAIR })).toEqual(['one may be a', 'one may be z'])
    expect(mayBe({ one: NAIR }, two)).toEqual(['a may be one', 'z may be one'])
  })

  it('stay as they are where the number is one woman’s, and name and birth date are another’s', () => {
    const two = { a: { ...NAIR, ids: { NHS: '1' } }, z: { given: 'Ann', family: 'Nair', born: '1970-02-02' } }
    const one = { given: 'Ann', family: 'Nair', born: '1970-02-02', ids: { NHS: '1' } }
    expect([merged(two, { one }), mayBe(two, { one })]).toEqual([{}, ['one may be a', 'one may be z']])
  })

  it('are one by what any of the cases before said of her', () => {
    expect(merged({ a: NAIR }, { b: { ...NAIR, ids: { NHS: '1' } } }, { c: { family: 'Nair', ids: { NHS: '1' } } })).toEqual({
      b: 'a',
      c: 'a',
    })
  })
})
