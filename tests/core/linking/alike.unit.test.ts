import { describe, expect, it } from '@jest/globals'
import { alikeCases, alikeKeys, MOST_ALIKE, MOST_COMPARED } from '../../../core/linking/alike.ts'
import { personEvidence, type Evidence } from '../../../core/linking/evidence.ts'
import type { Person } from '../../../schemas/codec/agency-event.ts'
import { caseLogNamed } from '../../fixtures/ids.ts'
import { createLinker } from './linker.ts'

const secret = Buffer.alloc(32, 3)

interface Named {
  readonly given?: string
  readonly family?: string
  readonly born?: string
  readonly crn?: string
}

const personOf = ({ given, family, born, crn }: Named): Person => ({
  key: 'P',
  given_name: given ?? null,
  family_name: family ?? null,
  birth_date: born ?? null,
  identifiers: crn === undefined ? [] : [{ scheme: 'CRN', value: crn }],
})
const about = (him: Named, her: Named, role: 'adult' | 'child' = 'adult'): Evidence => ({
  subject: personEvidence(secret, personOf(him), 'subject'),
  harmed: [personEvidence(secret, personOf(her), role)],
  proceedings: [],
  references: [],
})

const HOLT = { given: 'Darren', family: 'Holt', born: '1989-07-04', crn: 'X418823' }
const MARSH = { given: 'Leanne', family: 'Marsh', born: '1991-11-02' }
const NAIR = { given: 'Priya', family: 'Nair', born: '1995-03-30' }
/** Nobody: nothing of his is somebody's. */
const OTHER = { given: 'Callum', family: 'Reid', born: '1993-05-08', crn: 'B902117' }

/** Whether an event that opens a case of its own may be about Holt, whose case is known with Marsh. */
function isAlike(next: Evidence, known: Evidence = about(HOLT, MARSH)): boolean {
  const linker = createLinker()
  const [his, opened] = [linker.send(known), linker.send(next)]
  if (his.kind === 'unlinked' || opened.kind !== 'new') throw new Error('Each opens a case.')
  const alike = alikeCases(next, linker.known, opened.caseLog)
  expect(alike.filter((caseLog) => caseLog !== his.caseLog)).toEqual([])
  return alike.length === 1
}

describe('an event that opens a case of its own, since number and a name or birth date are others', () => {
  it.each<[string, Named, Named]>([
    ['his birth date and surname', { ...HOLT, given: 'Daren', crn: 'B902117' }, NAIR],
    ['his birth date and given name', { ...HOLT, family: 'Hollt', crn: 'B902117' }, NAIR],
    ['his birth date, and his names in the other place', { ...OTHER, given: 'Holt', family: 'Darren', born: HOLT.born }, NAIR],
    ['a birth date with day and month in the other place, and his surname', { ...OTHER, family: 'Holt', born: '1989-04-07' }, NAIR],
    ['both birth dates', { ...OTHER, born: HOLT.born }, { ...NAIR, born: MARSH.born }],
    ['both his names and both of hers', { ...HOLT, born: '1989-07-24', crn: 'B902117' }, { ...MARSH, born: '1991-11-12' }],
    ['both his names, a name and the birth date of hers', { ...HOLT, born: '1989-07-24', crn: 'B902117' }, { ...MARSH, given: 'Leane' }],
    ['the woman, and his surname', { ...OTHER, family: 'Holt' }, MARSH],
    ['the woman, and his birth date', { ...OTHER, born: HOLT.born }, MARSH],
    ['a number with two digits swapped, and his surname', { ...OTHER, family: 'Holt', crn: 'X481823' }, NAIR],
    ['a number with one digit another, and his birth date', { ...OTHER, born: HOLT.born, crn: 'X418828' }, NAIR],
  ])('may be his by %s', (_, him, her) => {
    expect(isAlike(about(him, her))).toBe(true)
  })

  it.each<[string, Evidence]>([
    ['both his names alone', about({ ...HOLT, born: '1989-07-24', crn: 'B902117' }, NAIR)],
    ['both his names, and her given name', about({ ...HOLT, born: '1989-07-24', crn: 'B902117' }, { ...NAIR, given: 'Leanne' })],
    ['both surnames', about({ ...OTHER, family: 'Holt' }, { ...NAIR, family: 'Marsh' })],
    ['his birth date alone', about({ ...OTHER, born: HOLT.born }, NAIR)],
    ['the woman alone', about(OTHER, MARSH)],
    ['a number with one digit another alone', about({ ...OTHER, crn: 'X418828' }, NAIR)],
    ['a number with one digit another, and his given name', about({ ...OTHER, given: 'Darren', crn: 'X418828' }, NAIR)],
    ['nothing', about(OTHER, NAIR)],
  ])('is not said to be his by %s', (_, next) => {
    expect(isAlike(next)).toBe(false)
  })

  it('is not said to be his by a child and his surname: a child may be harmed by two of a family', () => {
    expect(isAlike(about({ ...OTHER, family: 'Holt' }, MARSH, 'child'), about(HOLT, MARSH, 'child'))).toBe(false)
  })

  it('is told of few cases, the most alike first, and never of its own', () => {
    const linker = createLinker()
    const cases = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name, at) => {
      const crn = `H${String(100_000 + at * 1_111)}`
      const opened = linker.send(about({ ...HOLT, given: `Dar${name}`, crn }, at === 6 ? { ...NAIR, born: MARSH.born } : NAIR))
      return opened.kind === 'unlinked' ? '' : opened.caseLog
    })
    const next = about({ ...HOLT, given: 'Darren' }, MARSH)
    const opened = linker.send(next)
    const alike = alikeCases(next, linker.known, opened.kind === 'unlinked' ? caseLogNamed('') : opened.caseLog)
    expect(alike).toHaveLength(MOST_ALIKE)
    expect([alike[0], new Set(alike).size, alike.every((caseLog) => cases.includes(caseLog))]).toEqual([cases[6], MOST_ALIKE, true])
  })
})

describe('what finds a case in the store', () => {
  it('is never a name alone, and nothing of somebody of whom only names are said', () => {
    expect(alikeKeys(about({ given: 'Darren', family: 'Holt' }, {}))).toEqual({ ofSubject: [], ofBoth: [] })
    expect(alikeKeys(about({ born: HOLT.born }, {}))).toEqual({ ofSubject: [], ofBoth: [] })
    const { ofSubject, ofBoth } = alikeKeys(about(HOLT, MARSH))
    expect([ofSubject.length, ofBoth.length]).toEqual([2, 2])
  })

  it('is compared with the cases that most of it leads to, however many are made up that are alike', () => {
    const linker = createLinker()
    const letters = (number: number): string => [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
    const decoy = (number: number): Evidence =>
      about({ ...HOLT, given: `Q${letters(number)}`, crn: `X${String(500_000 + number)}` }, { ...NAIR, family: `Z${letters(number)}` })
    for (let number = 0; number < MOST_COMPARED; number += 1) linker.send(decoy(number))
    const his = linker.send(about(HOLT, MARSH))
    for (let number = 1_000; number < 1_000 + MOST_COMPARED; number += 1) linker.send(decoy(number))
    const next = about({ ...HOLT, crn: 'B902117', born: '1989-04-07' }, { ...MARSH, given: 'Leane' })
    const [first, ...others] = alikeCases(next, linker.known, undefined, Infinity)
    expect([first, others.length]).toEqual([his.kind === 'unlinked' ? '' : his.caseLog, MOST_COMPARED - 1])
  })
})
