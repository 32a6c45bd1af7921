import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { personEvidence, type PersonEvidence } from '../../../core/linking/evidence.ts'
import { emptyIndex, learnPerson, learnToken, type LinkIndex } from '../../../core/linking/link-index.ts'
import { mergeCases } from '../../../core/linking/merge-cases.ts'
import { assignPeople } from '../../../core/linking/people.ts'
import { personTokens } from '../../../core/linking/person-tokens.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import { caseLogNamed, personNamed } from '../../fixtures/ids.ts'

const secret = Buffer.alloc(32, 7)
const NHS = ['9434765919', '4010232137']
const NINO = ['AB123456C', 'CE654321A']

/** People of few names, birth dates and numbers, so that two of them agree in some and differ in others. */
const somebody = fc
  .record({
    given: fc.constantFrom(undefined, 'Ann', 'Sara Jane', 'Sara-Jane', 'Sara', 'Khan', 'J'),
    family: fc.constantFrom(undefined, 'Khan', 'van der Berg', 'Vanderberg', 'Ann'),
    born: fc.constantFrom(undefined, '1990-05-06', '1990-06-05', '1971-02-03'),
    nhs: fc.constantFrom(undefined, ...NHS),
    nino: fc.constantFrom(undefined, undefined, ...NINO),
  })
  .map(({ given, family, born, nhs, nino }): PersonEvidence => {
    const person = {
      key: 'V',
      role: 'adult',
      ...(given === undefined ? {} : { given_name: given }),
      ...(family === undefined ? {} : { family_name: family }),
      ...(born === undefined ? {} : { birth_date: born }),
      identifiers: [
        ...(nhs === undefined ? [] : [{ scheme: 'NHS', value: nhs }]),
        ...(nino === undefined ? [] : [{ scheme: 'NINO', value: nino }]),
      ],
    }
    return personEvidence(secret, person, 'adult')
  })

/** What is kept of a person: no slips of writing. */
const kept = (person: PersonEvidence): PersonEvidence => ({ ...person, slips: () => ({ swapped: null, birth_date: null }) })

function learn(index: LinkIndex, id: string, caseLog: CaseLogId, said: PersonEvidence): void {
  const known = learnPerson(index, personNamed(id), caseLog, 'adult')
  for (const { kind, token } of personTokens(said)) learnToken(index, known, kind, token)
}

const CASE = caseLogNamed('case')
const OLDER = caseLogNamed('older')
const YOUNGER = caseLogNamed('younger')

/** Whether an event's person is linked with the one whom the case has. */
function isLinked(first: PersonEvidence, then: PersonEvidence): boolean {
  const index = emptyIndex()
  learnPerson(index, personNamed('man'), CASE, 'subject')
  learn(index, 'woman', CASE, first)
  const evidence = { subject: { ...kept(first), role: 'subject' as const }, harmed: [then], proceedings: [], references: [] }
  return (
    assignPeople(evidence, index, CASE, { caseLog: caseLogNamed('new'), subject: personNamed('new man'), harmed: [personNamed('new')] })
      .people[1] === 'woman'
  )
}

/** Whether two become one when their cases do. */
function isMerged(older: PersonEvidence, younger: PersonEvidence): boolean {
  const index = emptyIndex()
  learnPerson(index, personNamed('his man'), OLDER, 'subject')
  learnPerson(index, personNamed('her man'), YOUNGER, 'subject')
  learn(index, 'one', OLDER, older)
  learn(index, 'other', YOUNGER, younger)
  const ages = new Map([OLDER, YOUNGER].map((caseLog, age) => [caseLog, age]))
  return mergeCases(index, [OLDER, YOUNGER], ages).merged.some(({ kind, id }) => kind === 'person' && id === 'other')
}

describe('the same harmed person', () => {
  it('is the same for whoever links and whoever merges, whichever of two comes first', () => {
    let same = 0
    fc.assert(
      fc.property(somebody, somebody, (one, other) => {
        const [first, second] = [kept(one), kept(other)]
        const answers = [isLinked(first, second), isLinked(second, first), isMerged(first, second), isMerged(second, first)]
        expect(new Set(answers).size).toBe(1)
        if (answers[0] === true) same += 1
      }),
      { numRuns: 2_000 },
    )
    expect(same).toBeGreaterThan(100)
  })

  it('is never another to whoever links and the same to whoever merges, who knows no slips of writing', () => {
    fc.assert(
      fc.property(somebody, somebody, (one, other) => {
        if (isMerged(one, other)) expect([isLinked(one, other), isLinked(other, one)]).toEqual([true, true])
      }),
      { numRuns: 2_000 },
    )
  })
})
