import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { mergeCases, splitCases } from '../../../core/linking/merge-cases.ts'
import { mergesInEffect, survivorOf } from '../../../core/linking/merges.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import {
  caseOf,
  casesOf,
  event,
  hasCircle,
  indexOf,
  knownWomen,
  merge,
  mergeWomen,
  move,
  newWorld,
  readWomen,
  shown,
  split,
  splitWomen,
  type Step,
  type World,
} from './who-is-who.ts'

const NAMES = ['Ann', 'Beth', 'Cate', 'Dora']

type Texts = fc.Arbitrary<string>
type Logs = fc.Arbitrary<CaseLogId>

/** Up to twenty cases, with a woman or two in some, and what happened to them: most often among the first three, where they meet again. */
function worlds(stepOf: (log: Logs, name: Texts) => readonly fc.Arbitrary<Step>[]): fc.Arbitrary<World> {
  const name = fc.constantFrom(...NAMES)
  return fc.integer({ min: 2, max: 20 }).chain((cases) => {
    const among = (most: number): Logs => fc.integer({ min: 0, max: Math.min(most, cases) - 1 }).map(caseOf)
    const log = fc.oneof({ weight: 6, arbitrary: among(3) }, { weight: 1, arbitrary: among(20) })
    const steps = fc.array(fc.oneof(...stepOf(log, name)), { minLength: 15, maxLength: 45, size: 'max' })
    return fc
      .tuple(fc.array(fc.tuple(log, name), { minLength: 2, maxLength: 8 }), steps)
      .map(([first, then]) => [...first.map(([at, who]) => event(at, who)), ...then].reduce((world, step) => step(world), newWorld(cases)))
  })
}
const ofCases = (log: Logs, name: Texts): readonly fc.Arbitrary<Step>[] => [
  fc.tuple(log, log).map(([one, other]) => merge(one, other)),
  fc.tuple(log, log).map(([one, other]) => split(one, other)),
  fc.tuple(log, name).map(([at, who]) => event(at, who)),
]
const ofPeople = (log: Logs, name: Texts): readonly fc.Arbitrary<Step>[] => [
  fc.tuple(log, fc.nat(5), fc.nat(5)).map(([at, one, other]) => mergeWomen(at, one, other)),
  fc.tuple(log, fc.nat(5), fc.nat(5)).map(([at, one, other]) => splitWomen(at, one, other)),
  fc.tuple(log, fc.option(log, { nil: undefined }), name).map(([from, to, who]) => move(from, to, who)),
]
const anything = worlds((log, name) => [...ofCases(log, name), ...ofPeople(log, name)])
const casesOnly = worlds(ofCases)
const two = fc.tuple(fc.nat(3), fc.nat(3))
const pairIn = (world: World, [one, other]: readonly [number, number]): readonly [CaseLogId, CaseLogId] => [
  caseOf(one % world.cases),
  caseOf(other % world.cases),
]
const isOne = ({ links }: World, one: CaseLogId, other: CaseLogId): boolean =>
  survivorOf(links.merged, one) === survivorOf(links.merged, other)

describe('what people decide of who is who, again and again', () => {
  it('two cases, one more event of a woman while they are one, apart, and one again: she is one woman, and nobody is merged into herself', () => {
    const before = [
      event(caseOf(0), 'Ann'),
      event(caseOf(1), 'Beth'),
      merge(caseOf(0), caseOf(1)),
      event(caseOf(1), 'Beth'),
      split(caseOf(0), caseOf(1)),
    ].reduce((world, step) => step(world), newWorld(2))
    const again = merge(caseOf(0), caseOf(1))(before)
    expect(again.decisions.at(-1)?.merged.map(({ kind, id, into }) => [kind, id, into])).toEqual([
      ['case', 'c01', 'c00'],
      ['person', 'c01 subject', 'c00 subject'],
    ])
    expect([...readWomen(again, caseOf(1)).values()].map((names) => [...names])).toEqual([['Ann'], ['Beth']])
    expect(shown(split(caseOf(0), caseOf(1))(again))).toEqual(shown(before))
  })

  const after = (...steps: readonly Step[]): World => steps.reduce((world, step) => step(world), newWorld(3))
  const women = (world: World, caseLog: CaseLogId): readonly (readonly string[])[] =>
    [...readWomen(world, caseLog).values()].map((names) => [...names].sort())

  it('a woman of a case that was one with another is apart from a third case when just hers is split off', () => {
    const world = after(event(caseOf(0), 'Ann'), event(caseOf(2), 'Ann'), merge(caseOf(1), caseOf(2)), merge(caseOf(0), caseOf(1)))
    expect(women(world, caseOf(0))).toEqual([['Ann']])
    expect([...split(caseOf(1), caseOf(2))(world).links.merged.keys()].sort()).toEqual(['c01', 'c01 subject'])
  })

  it('a woman who is merged in one case is made one with another in a second case all the same', () => {
    const shared = after(
      event(caseOf(1), 'Cate'),
      event(caseOf(2), 'Ann'),
      event(caseOf(0), 'Ann'),
      merge(caseOf(1), caseOf(2)),
      event(caseOf(2), 'Ann'),
      split(caseOf(1), caseOf(2)),
      mergeWomen(caseOf(1), 0, 1),
    )
    expect(women(shared, caseOf(1))).toEqual([['Ann', 'Cate']])
    expect(women(shared, caseOf(2))).toEqual([['Ann']])
    expect(women(merge(caseOf(0), caseOf(2))(shared), caseOf(0))).toEqual([['Ann']])
  })

  it('women of one log who were made one stay one when another log is split off', () => {
    const merged = after(
      event(caseOf(2), 'Ann'),
      event(caseOf(2), 'Cate'),
      merge(caseOf(1), caseOf(2)),
      event(caseOf(2), 'Ann'),
      mergeWomen(caseOf(1), 0, 1),
    )
    expect(women(split(caseOf(1), caseOf(2))(merged), caseOf(2))).toEqual([['Ann', 'Cate']])
  })

  it('a woman who was made one with another in one case keeps to her own name in a second, whatever the intake has loaded', () => {
    const world = after(
      event(caseOf(1), 'Ann'),
      event(caseOf(1), 'Beth'),
      merge(caseOf(0), caseOf(1)),
      event(caseOf(0), 'Ann'),
      split(caseOf(0), caseOf(1)),
      mergeWomen(caseOf(1), 0, 1),
      event(caseOf(2), 'Beth'),
    )
    expect(women(world, caseOf(1))).toEqual([['Ann', 'Beth']])
    const ages = new Map(casesOf(world).map((caseLog, age) => [caseLog, age]))
    const kinds = (loaded: readonly CaseLogId[]): readonly string[] =>
      mergeCases(indexOf(world, loaded), [caseOf(0), caseOf(2)], ages).merged.map(({ kind, id }) => `${kind} ${id}`)
    expect([kinds([caseOf(0), caseOf(2)]), kinds([caseOf(2), caseOf(1), caseOf(0)])]).toEqual([
      ['case c02', 'person c02 subject'],
      ['case c02', 'person c02 subject'],
    ])
  })

  it('no decision merges an id into itself or into one that leads back to it, nor one that is merged already', () => {
    fc.assert(
      fc.property(anything, ({ decisions, links }) => {
        const merged = new Map<string, string>()
        for (const decision of decisions) {
          for (const { id } of decision.split) merged.delete(id)
          expect(mergesInEffect((id) => merged.get(id), decision.merged)).toEqual({ effective: decision.merged, circular: [] })
          for (const { id, into } of decision.merged) merged.set(id, into)
        }
        expect(hasCircle(links.merged)).toBe(false)
      }),
    )
  })

  it('a split after a merge gives back exactly what was before', () => {
    fc.assert(
      fc.property(anything, two, (world, numbers) => {
        const [one, other] = pairIn(world, numbers)
        fc.pre(!isOne(world, one, other))
        const merged = merge(one, other)(world)
        expect(isOne(merged, one, other)).toBe(true)
        const back = split(one, other)(merged)
        expect(shown(back)).toEqual(shown(world))
        expect(new Map([...back.links.merged].sort())).toEqual(new Map([...world.links.merged].sort()))
      }),
    )
  })

  it('a decision is the same whatever else the intake happens to know', () => {
    fc.assert(
      fc.property(anything, two, (world, numbers) => {
        const pair = pairIn(world, numbers)
        const ages = new Map(casesOf(world).map((caseLog, age) => [caseLog, age]))
        const [little, much] = [indexOf(world, pair), indexOf(world, casesOf(world).toReversed())]
        expect(mergeCases(little, pair, ages)).toEqual(mergeCases(much, pair, ages))
        expect(
          splitCases(little, pair)
            .split.map(({ id }) => id)
            .sort(),
        ).toEqual(
          splitCases(much, pair)
            .split.map(({ id }) => id)
            .sort(),
        )
      }),
    )
  })

  it('a case has the same people for the intake, whatever it has loaded, as for a reader', () => {
    fc.assert(
      fc.property(anything, fc.nat(3), (world, number) => {
        const caseLog = caseOf(number % world.cases)
        const read = [...readWomen(world, caseLog).keys()].sort()
        expect(knownWomen(world, caseLog, [caseLog])).toEqual(read)
        expect(knownWomen(world, caseLog, casesOf(world).toReversed())).toEqual(read)
      }),
    )
  })

  it('a case that is merged has one subject, and each woman whom both cases name is one with her whom the older one has, or on record as one who may be, where there are several', () => {
    fc.assert(
      fc.property(casesOnly, two, (world, numbers) => {
        const [one, other] = pairIn(world, numbers)
        fc.pre(!isOne(world, one, other))
        const merged = merge(one, other)(world)
        const subjects = (caseLog: CaseLogId, { cases }: ReturnType<typeof shown>): number => {
          const found = cases.find(({ logs }) => logs.some((log) => log.caseLog === caseLog))
          return new Set(found?.logs.map((log) => found.same.get(`${log.caseLog} subject`) ?? `${log.caseLog} subject`)).size
        }
        expect(subjects(one, shown(merged))).toBe(1)
        const older = survivorOf(merged.links.merged, one)
        const younger = isOne(world, one, older) ? other : one
        const named = (at: World, caseLog: CaseLogId, name: string): number =>
          [...readWomen(at, caseLog).values()].filter((names) => names.has(name)).length
        const maybe = new Set<string>(merged.decisions.at(-1)?.candidates.map(({ person }) => person))
        for (const name of NAMES) {
          const [before, besides] = [named(world, older, name), named(world, younger, name)]
          if (before === 0 || besides === 0) continue
          const unsure = [...readWomen(merged, older)].filter(([person, names]) => names.has(name) && maybe.has(person))
          if (before === 1 && besides === 1) expect([name, named(merged, older, name)]).toEqual([name, 1])
          else expect(named(merged, older, name)).toBeLessThanOrEqual(before + unsure.length)
        }
      }),
    )
  })

  it('women whom people made one are one, and told apart again they are exactly who they were', () => {
    let made = 0
    fc.assert(
      fc.property(anything, fc.nat(3), fc.nat(5), fc.nat(5), (world, number, first, second) => {
        const caseLog = caseOf(number % world.cases)
        const merged = mergeWomen(caseLog, first, second)(world)
        if (merged.links.merged.size === world.links.merged.size) return
        made++
        expect(readWomen(merged, caseLog).size).toBe(readWomen(world, caseLog).size - 1)
        expect(shown(splitWomen(caseLog, first, second)(merged))).toEqual(shown(world))
      }),
    )
    expect(made).toBeGreaterThan(0)
  })
})
