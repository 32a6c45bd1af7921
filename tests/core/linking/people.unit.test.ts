import { describe, expect, it } from '@jest/globals'
import { createLinker } from './linker.ts'
import { evidence, type Said } from './said.ts'

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
