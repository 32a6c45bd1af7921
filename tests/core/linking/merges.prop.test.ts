import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { afterDecision, linkedCases, logsOf, NO_LINKS, type CaseLinks } from '../../../core/linking/case-links.ts'
import type { Effects } from '../../../core/linking/decision.ts'
import { emptyIndex, learnPerson, learnToken, type LinkIndex } from '../../../core/linking/link-index.ts'
import { mergeCases, splitCases } from '../../../core/linking/merge-cases.ts'
import type { NumberedMerge } from '../../../core/linking/merges.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import { caseLogNamed, personNamed } from '../../fixtures/ids.ts'

const CASES = ['c0', 'c1', 'c2', 'c3', 'c4'].map(caseLogNamed)
const AGES = new Map(CASES.map((caseLog, age) => [caseLog, age]))
const HARMED = [0, 1, 2]
const logs = CASES.map((caseLog) => ({ caseLog }))

/** Each case has a subject, and harmed people of whom the first is the same woman everywhere. */
function indexWith(merges: ReadonlyMap<string, NumberedMerge>): LinkIndex {
  const index = { ...emptyIndex(), merges: new Map(merges) }
  for (const caseLog of CASES) {
    learnToken(index, learnPerson(index, personNamed(`${caseLog} subject`), caseLog, 'subject'), 'name', `name of ${caseLog}`)
    for (const n of HARMED)
      learnToken(
        index,
        learnPerson(index, personNamed(`${caseLog} harmed ${String(n)}`), caseLog, 'adult'),
        'name',
        n === 0 ? 'the same woman' : `${caseLog} ${String(n)}`,
      )
  }
  return index
}

interface State {
  readonly links: CaseLinks
  readonly number: number
}
const mergesOf = ({ links }: State): ReadonlyMap<string, NumberedMerge> => links.merged as ReadonlyMap<string, NumberedMerge>
const after = ({ links, number }: State, effects: Partial<Effects>): State => {
  const merged = (effects.merged ?? []).map((merge) => ({ ...merge, number }))
  return {
    links: afterDecision(links, { merged, candidates: effects.candidates ?? [], split: effects.split ?? [], moved: [] }),
    number: number + 1,
  }
}
const merge = (state: State, one: CaseLogId, other: CaseLogId): State =>
  after(state, mergeCases(indexWith(mergesOf(state)), [one, other], AGES))
const split = (state: State, one: CaseLogId, other: CaseLogId): State => after(state, splitCases(indexWith(mergesOf(state)), [one, other]))
const START: State = { links: NO_LINKS, number: 1 }

const caseLog = fc.constantFrom(...CASES)
const pair = fc.tuple(caseLog, caseLog).filter(([one, other]) => one !== other)
const history = fc
  .array(fc.tuple(fc.constantFrom(merge, split), pair), { maxLength: 12 })
  .map((steps) => steps.reduce((state, [step, [one, other]]) => step(state, one, other), START))
const isOne = ({ links }: State, one: CaseLogId, other: CaseLogId): boolean => logsOf(links, one).includes(other)

describe('cases that people merge and split', () => {
  it('a split after a merge gives back exactly what was before', () => {
    fc.assert(
      fc.property(history, pair, (state, [one, other]) => {
        fc.pre(!isOne(state, one, other))
        const merged = merge(state, one, other)
        expect(isOne(merged, one, other)).toBe(true)
        const back = split(merged, one, other)
        expect([...back.links.merged.keys()].sort()).toEqual([...state.links.merged.keys()].sort())
        for (const [id, was] of state.links.merged) expect(back.links.merged.get(id)).toEqual(was)
        expect(linkedCases(back.links, logs)).toEqual(linkedCases(state.links, logs))
      }),
    )
  })

  it('every case log is in one case, which has the id of its oldest log, one subject, and each woman once', () => {
    fc.assert(
      fc.property(history, ({ links }) => {
        const cases = linkedCases(links, logs)
        expect(cases.flatMap((one) => one.logs.map((log) => log.caseLog)).sort()).toEqual(CASES)
        for (const { caseLog: id, logs: of, same } of cases) {
          expect(id).toBe(of[0]?.caseLog)
          const people = (name: string): number =>
            new Set(of.map((log) => `${log.caseLog} ${name}`).map((person) => same.get(person) ?? person)).size
          expect([people('subject'), people('harmed 0'), people('harmed 1')]).toEqual([1, 1, of.length])
        }
      }),
    )
  })

  it('are apart after a split, and merging what is one already changes nothing', () => {
    fc.assert(
      fc.property(history, pair, (state, [one, other]) => {
        expect(isOne(split(state, one, other), one, other)).toBe(false)
        const merged = merge(state, one, other)
        expect(merge(merged, one, other).links).toEqual(merged.links)
      }),
    )
  })
})
