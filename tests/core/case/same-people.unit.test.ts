import { describe, expect, it } from '@jest/globals'
import { withCandidates } from '../../../core/case/same-people.ts'
import { linkedCases, type CaseLinks } from '../../../core/linking/case-links.ts'
import type { Merged } from '../../../core/linking/decision.ts'
import { caseLogNamed, personNamed } from '../../fixtures/ids.ts'
import { adult, inputOf, requestOf } from '../../policy/case-builder.ts'

const YOUNGER = caseLogNamed('younger')
const OLDER = caseLogNamed('older')
const MERGED: Merged = { kind: 'case', id: YOUNGER, into: OLDER, case_log: YOUNGER, into_case_log: OLDER }
const noted = (candidate: string) => ({
  person: personNamed('one'),
  case_log: YOUNGER,
  candidate: personNamed(candidate),
  candidate_log: OLDER,
})

/** Two logs that are one case or are two, of which the younger names a woman: whom she may be. */
function candidatesIn(links: Partial<CaseLinks>): readonly (readonly string[] | undefined)[] {
  const { logs } = inputOf(requestOf('idva', 'victim_safety_planning'), [{ type: 'behaviour.incident-recorded', harmed: [adult('one')] }])
  const cases = linkedCases(
    { merged: new Map([[MERGED.id, MERGED]]), left: new Map(), candidates: [noted('b'), noted('a')], ...links },
    [OLDER, YOUNGER].map((caseLog) => ({ caseLog, events: caseLog === YOUNGER ? (logs[0]?.events ?? []) : [] })),
  )
  return withCandidates(cases).flatMap((one) =>
    one.logs.flatMap(({ events }) => events.flatMap(({ index }) => index.harmed.map(({ candidates }) => candidates))),
  )
}

const person = (id: string, into: string): Merged => ({
  kind: 'person',
  id: personNamed(id),
  into: personNamed(into),
  case_log: YOUNGER,
  into_case_log: OLDER,
})
const withPerson = (merge: Merged): Partial<CaseLinks> => ({
  merged: new Map([MERGED, merge].map((one) => [one.id, one])),
})

describe('events of a woman who may be one of several of another log', () => {
  it('say so while the two logs are one case, and only then', () => {
    expect(candidatesIn({})).toEqual([['a', 'b']])
    expect(candidatesIn({ merged: new Map() })).toEqual([candidatesIn({ candidates: [] })[0]])
  })

  it('say so no more once people made her one of them, and else name who stands for each', () => {
    expect(candidatesIn(withPerson(person('one', 'a')))).toEqual(candidatesIn({ candidates: [] }))
    expect(candidatesIn(withPerson({ ...person('b', 'a'), case_log: OLDER }))).toEqual([['a']])
  })
})
