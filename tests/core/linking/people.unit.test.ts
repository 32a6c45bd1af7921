import { describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { claimOf, extend } from '../../../core/linking/claim.ts'
import { personTokens } from '../../../core/linking/person-tokens.ts'
import { candidatesOf, emptyIndex, learnPerson, learnToken } from '../../../core/linking/link-index.ts'
import { link } from '../../../core/linking/link.ts'
import { drawIds, assignPeople } from '../../../core/linking/people.ts'
import { agencyNamed, caseLogNamed, countedIds, personNamed } from '../../fixtures/ids.ts'
import { createLinker } from './linker.ts'
import { evidence, said, type Said } from './said.ts'

const HOLT = { given: 'Darren', family: 'Holt', born: '1989-07-14', ids: { PNC: '1' } }
const MARSH = { given: 'Leanne', family: 'Marsh', born: '1991-11-02' }

/** Person ids of two events of one case: those of the first, then those of the second. */
function twice(one: readonly Said[], other: readonly Said[], children: readonly Said[] = []): readonly (readonly string[])[] {
  const linker = createLinker()
  return [evidence(HOLT, { harmed: one }), evidence(HOLT, { harmed: other, children })].map((event) => {
    const outcome = linker.send(event)
    return outcome.kind === 'unlinked' ? [] : outcome.people
  })
}

describe('people of a case', () => {
  it('has one subject', () => {
    const [one = [], other = []] = twice([], [])
    expect(other).toEqual(one)
  })

  it('knows a harmed person again by a strong identifier, whatever the name', () => {
    const [one = [], other = []] = twice([{ ...MARSH, ids: { NHS: '2' } }], [{ family: 'Holt', ids: { NHS: '2' } }])
    expect(other).toEqual(one)
  })

  it('knows a harmed person again by full name and birth date, also when recorded as a child', () => {
    const [one = [], other = []] = twice([MARSH], [], [{ ...MARSH, ids: { NHS: '2' } }])
    expect(other).toEqual(one)
  })

  it.each<[string, Said]>([
    ['another birth date', { ...MARSH, born: '1991-11-03' }],
    ['no birth date', { given: 'Leanne', family: 'Marsh' }],
    ['another given name', { ...MARSH, given: 'Lea' }],
    ['nothing said', {}],
  ])('takes a harmed person with %s for another', (_, person) => {
    const [one = [], other = []] = twice([MARSH], [person])
    expect(other[0]).toBe(one[0])
    expect(other[1]).not.toBe(one[1])
  })

  it('gives two people of one event two ids, and one person who is named twice one id', () => {
    const [, other = []] = twice([], [{}, {}, MARSH, MARSH])
    expect(new Set(other).size).toBe(4)
    expect(other[3]).toBe(other[4])
  })
})

describe('a strong identifier', () => {
  const NAIR = { given: 'Priya', family: 'Nair', born: '1995-03-30' }
  /** Sends events about the same man, each with its harmed people, and gives their ids, event by event. */
  const sent = (...events: readonly (readonly Said[])[]) => {
    const linker = createLinker()
    const people = events.map((harmed) => {
      const outcome = linker.send(evidence(HOLT, { harmed }))
      return outcome.kind === 'unlinked' ? [] : outcome.people.slice(1)
    })
    return { people, known: linker.known }
  }

  it("with another woman's name and birth date is of that other woman, and moves none of her events to the first", () => {
    const {
      people: [first, , wrong, after],
    } = sent([{ ...NAIR, ids: { NHS: '1' } }], [{ ...MARSH, ids: { NHS: '2' } }], [{ ...MARSH, ids: { NHS: '1' } }], [MARSH])
    expect(wrong).not.toEqual(first)
    expect(after).not.toEqual(first)
    expect(after).toEqual(wrong)
  })

  it('with a name and a birth date that nobody has is of somebody new, who does not get the identifier', () => {
    const {
      people: [first, wrong, alone],
    } = sent([{ ...NAIR, ids: { NHS: '1' } }], [{ ...MARSH, ids: { NHS: '1' } }], [{ ids: { NHS: '1' } }])
    expect(wrong).not.toEqual(first)
    expect(alone).toEqual(first)
  })

  it.each<[string, Said]>([
    ['surname agrees', { given: 'Pia', family: 'Nair', born: '1990-01-02', ids: { NHS: '1' } }],
    ['birth date agrees', { given: 'Pia', family: 'Patel', born: '1995-03-30', ids: { NHS: '1' } }],
    ['other name has no birth date', { family: 'Patel', ids: { NHS: '1' } }],
  ])('is of the same woman when the %s', (_, other) => {
    const {
      people: [first, again],
    } = sent([{ ...NAIR, ids: { NHS: '1' } }], [other])
    expect(again).toEqual(first)
  })
})

describe('one of several', () => {
  const KHAN = { given: 'Sara', family: 'Khan', born: '1990-05-05' }
  /** A case with two women of one name and birth date, as two cases that were made one leave it, and what comes then. */
  const after = (events: readonly (readonly Said[])[], [one, other]: readonly [string, string] = ['one', 'other']) => {
    const known = emptyIndex()
    learnToken(known, learnPerson(known, personNamed('man'), caseLogNamed('case'), 'subject'), 'PNC', 'PNC 1')
    for (const [token, kind] of [
      ['surname Holt', 'surname'],
      ['born 1989-07-14', 'birth_date'],
    ] as const)
      learnToken(known, learnPerson(known, personNamed('man'), caseLogNamed('case'), 'subject'), kind, token)
    for (const [person, NHS] of [
      [one, '1'],
      [other, '2'],
    ] as const) {
      const woman = learnPerson(known, personNamed(person), caseLogNamed('case'), 'adult')
      for (const { kind, token } of personTokens(said('adult', { ...KHAN, ids: { NHS } }))) learnToken(known, woman, kind, token)
    }
    const ids = countedIds()
    return events.map((harmed, at) => {
      const event = evidence(HOLT, { harmed })
      const outcome = link(event, known, drawIds(ids, harmed.length))
      if (outcome.kind === 'unlinked') throw new RangeError('All are linked.')
      extend(
        known,
        claimOf(
          {
            epoch: 1,
            agency: agencyNamed('a'),
            system: 's',
            event_id: String(at),
            type: 't',
            digest: '',
            inbox: { topic: 't', partition: 0, offset: at },
            states: null,
          },
          event,
          outcome,
          known,
        ),
      )
      return { person: outcome.people[1] ?? '', candidates: [...outcome.candidates.values()], known }
    })
  }

  it.each([
    ['rising', ['a', 'b']],
    ['falling', ['b', 'a']],
  ] as const)('is somebody new with both as candidates, whatever the order of the ids: %s', (_, [one, other]) => {
    const [found] = after([[KHAN]], [one, other])
    expect([one, other]).not.toContain(found?.person)
    expect(found?.candidates).toEqual([['a', 'b']])
  })

  it('is known by her identifier, as each of the two is', () => {
    const [first, third, again] = after([
      [{ ...KHAN, ids: { NHS: '1' } }],
      [{ ...KHAN, ids: { NINO: '3' } }],
      [{ ...KHAN, ids: { NINO: '3' } }],
    ])
    expect(first).toMatchObject({ person: 'one', candidates: [] })
    expect(third?.candidates).toEqual([['one', 'other']])
    expect(again).toMatchObject({ person: third?.person, candidates: [] })
  })

  it('is the same unknown one when nothing else is said, so that a case does not fill with people', () => {
    const [one, two, three] = after([[KHAN], [KHAN], [KHAN]])
    expect([two?.person, three?.person]).toEqual([one?.person, one?.person])
    expect(candidatesOf(three?.known ?? emptyIndex(), [personNamed(three?.person ?? '')]).size).toBe(1)
  })

  it("is meant where an identifier is one woman's and the name and birth date another's, of one surname", () => {
    const [first, doubtful, after2] = after([
      [{ given: 'Ann', family: 'Khan', born: '1970-02-02', ids: { NHS: '5' } }],
      [{ given: 'Ann', family: 'Khan', born: '1970-02-02', ids: { NHS: '1' } }],
      [{ given: 'Ann', family: 'Khan', born: '1970-02-02' }],
    ])
    expect(doubtful?.candidates).toEqual([[first?.person, 'one'].sort()])
    expect(after2?.person).toBe(first?.person)
  })
})

describe('a case of many people', () => {
  it('is not looked through for the people of an event', () => {
    const known = emptyIndex()
    const send = (at: number, harmed: readonly Said[]): void => {
      const event = evidence(HOLT, { harmed })
      const outcome = link(
        event,
        known,
        drawIds(() => randomUUID(), harmed.length),
      )
      if (outcome.kind === 'unlinked') throw new RangeError('All are linked.')
      extend(
        known,
        claimOf(
          {
            epoch: 1,
            agency: agencyNamed('a'),
            system: 's',
            event_id: String(at),
            type: 't',
            digest: '',
            inbox: { topic: 't', partition: 0, offset: at },
            states: null,
          },
          event,
          outcome,
          known,
        ),
      )
    }
    for (let at = 0; at < 50; at++) send(at, [{ given: `Given${String(at)}`, family: 'Marsh', born: '1991-11-02' }])
    let looked = 0
    const persons = known.persons.get.bind(known.persons)
    known.persons.get = (person) => {
      looked += 1
      return persons(person)
    }
    assignPeople(
      evidence(HOLT, { harmed: [{ given: 'Given7', family: 'Marsh', born: '1991-11-02' }] }),
      known,
      caseLogNamed(known.members.keys().next().value ?? ''),
      drawIds(() => randomUUID(), 1),
    )
    expect(looked).toBeLessThan(5)
  })
})
