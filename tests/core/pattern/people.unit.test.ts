import { describe, expect, it } from '@jest/globals'
import { adultsIn, peopleIn } from '../../../core/pattern/people.ts'
import { incident, LEANNE, PRIYA, UNNAMED } from './items.ts'

const of = (...harmed: readonly object[]) => incident('2025-01-01', [], { harmed })

describe('the people whom items name', () => {
  it('are one where the name is the same, however it is written, and as they first come', () => {
    const items = [of({ ...LEANNE, relationship: 'partner' }), of(PRIYA), of({ ...LEANNE, given_name: 'LEANNE' })]
    expect(peopleIn(items).all).toMatchObject([
      { id: 'p1', given_name: 'Leanne', relationships: ['partner', 'ex_partner'], events: [items[0]?.id, items[2]?.id] },
      { id: 'p2', given_name: 'Priya' },
    ])
  })

  it('are two where birth dates under one name differ', () => {
    const items = [of({ ...LEANNE, birth_date: '1991-01-02' }), of({ ...LEANNE, birth_date: '1961-05-06' })]
    expect(peopleIn(items).all).toHaveLength(2)
  })

  it('are one where the same number is shown under two names and one birth date, and not where both contradict', () => {
    const numbered = (scheme: string, born: string) => [
      of({ ...LEANNE, birth_date: '1991-01-02', identifiers: [{ scheme, value: '943 476 5919' }] }),
      of({ ...LEANNE, given_name: 'Lea', family_name: 'Holt', birth_date: born, identifiers: [{ scheme, value: '9434765919' }] }),
    ]
    expect(peopleIn(numbered('NHS', '1991-01-02')).all).toHaveLength(1)
    expect(peopleIn(numbered('NHS', '1961-05-06')).all).toHaveLength(2)
    expect(peopleIn(numbered('LOCAL', '1991-01-02')).all).toHaveLength(2)
  })

  it('are one where a part of a name is of one of them alone', () => {
    const part = of({ role: 'adult', given_name: 'Leanne' })
    expect(peopleIn([of(LEANNE), of(PRIYA), part]).all).toHaveLength(2)
    expect(peopleIn([of(LEANNE), of({ ...LEANNE, family_name: 'Field' }), part]).all).toHaveLength(3)
  })

  it('are one entry for a role where no name is shown, which may be several', () => {
    const items = [of(UNNAMED), of(UNNAMED), of(LEANNE)]
    const people = peopleIn(items)
    expect(people.all.map(({ named }) => named)).toEqual([false, true])
    expect(adultsIn(items, people)).toEqual({ named: [people.all[1]], more: true })
  })

  it('have no birth date, number or address in the answer', () => {
    const [person] = peopleIn([of({ ...LEANNE, birth_date: '1991-01-02', identifiers: [{ scheme: 'NHS', value: '9434765919' }] })]).all
    expect(Object.keys(person ?? {}).toSorted()).toEqual(['events', 'family_name', 'given_name', 'id', 'named', 'relationships', 'role'])
  })
})
