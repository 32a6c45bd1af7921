import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Evidence } from '../../../core/linking/evidence.ts'
import { createLinker } from './linker.ts'
import { evidence, type Said } from './said.ts'

interface Sent {
  readonly id: string
  readonly said: Evidence
}

/** Made-up people: each perpetrator has identifiers of several schemes, a name and a birth date; names of two may be the same. */
const person = (number: number): Said => {
  const n = String(number)
  return { given: 'G', family: `F${String(number % 3)}`, born: `born ${n}`, ids: { PNC: n, NHS: `n${n}` } }
}
const harmedPerson = (number: number): Said => ({ given: 'V', family: `W${String(number)}`, born: `b${String(number)}` })

/** An event about somebody that carries the person's PNC, and perhaps more. */
const event = fc
  .record({ number: fc.nat(4), nhs: fc.boolean(), harmed: fc.array(fc.nat(2), { maxLength: 2 }) })
  .map(({ number, nhs, harmed }) => {
    const { ids = {}, ...who } = person(number)
    return evidence({ ...who, ids: nhs ? ids : { PNC: ids.PNC ?? '' } }, { harmed: harmed.map(harmedPerson) })
  })
const events = fc
  .array(event, { minLength: 1, maxLength: 25 })
  .map((all): readonly Sent[] => all.map((said, index) => ({ id: `e${String(index)}`, said })))

const ofOrder = (sent: readonly Sent[]) => {
  const linker = createLinker()
  const cases = new Map<string, string>()
  for (const { id, said } of sent) {
    const outcome = linker.send(said, id)
    if (outcome.kind !== 'unlinked') cases.set(id, outcome.caseLog)
  }
  return cases
}

/** Which events share a case, whatever the ids. */
const partition = (cases: ReadonlyMap<string, string>): readonly string[] => {
  const groups = new Map<string, string[]>()
  for (const [id, caseLog] of cases) groups.set(caseLog, [...(groups.get(caseLog) ?? []), id])
  return [...groups.values()].map((group) => group.sort().join(' ')).sort()
}

describe('events that carry a strong identifier of their subject', () => {
  it('fall into the same cases in whatever order they arrive', () => {
    const all = (sent: readonly Sent[]) => fc.shuffledSubarray([...sent], { minLength: sent.length, maxLength: sent.length })
    const shuffled = events.chain((sent) => fc.tuple(fc.constant(sent), all(sent)))
    fc.assert(
      fc.property(shuffled, ([sent, other]) => {
        expect(partition(ofOrder(other))).toEqual(partition(ofOrder(sent)))
      }),
    )
  })

  it('are one case for each subject', () => {
    fc.assert(
      fc.property(events, (sent) => {
        const cases = ofOrder(sent)
        const pncOf = ({ said }: Sent): string => said.subject.identifiers[0]?.token ?? ''
        const casesOf = new Map<string, Set<string>>()
        for (const one of sent) casesOf.set(pncOf(one), (casesOf.get(pncOf(one)) ?? new Set()).add(cases.get(one.id) ?? 'unlinked'))
        expect([...casesOf.values()].every((logs) => logs.size === 1)).toBe(true)
        expect(new Set(cases.values()).size).toBe(casesOf.size)
      }),
    )
  })

  it('change nothing about what is known when they come twice', () => {
    fc.assert(
      fc.property(events, (sent) => {
        expect(partition(ofOrder([...sent, ...sent]))).toEqual(partition(ofOrder(sent)))
      }),
    )
  })
})
