import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { mergeCases, splitCases } from '../../../core/linking/merge-cases.ts'
import { mergesInEffect, survivorOf } from '../../../core/linking/merges.ts'
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

/** Up to twenty cases, with a woman or two in some, and what happened to them: most often among the first three, where they meet again. */
function worlds(stepOf: (log: Texts, name: Texts) => readonly fc.Arbitrary<Step>[]): fc.Arbitrary<World> {
  const name = fc.constantFrom(...NAMES)
  return fc.integer({ min: 2, max: 20 }).chain((cases) => {
    const among = (most: number): Texts => fc.integer({ min: 0, max: Math.min(most, cases) - 1 }).map(caseOf)
    const log = fc.oneof({ weight: 6, arbitrary: among(3) }, { weight: 1, arbitrary: among(20) })
    const steps = fc.array(fc.oneof(...stepOf(log, name)), { minLength: 15, maxLength: 45, size: 'max' })
    return fc
      .tuple(fc.array(fc.tuple(log, name), { minLength: 2, maxLength: 8 }), steps)
      .map(([first, then]) => [...first.map(([at, who]) => event(at, who)), ...then].reduce((world, step) => step(world), newWorld(cases)))
  })
}
const ofCases = (log: Texts, name: Texts): readonly fc.Arbitrary<Step>[] => [
  fc.tuple(log, log).map(([one, other]) => merge(one, other)),
  fc.tuple(log, log).map(([one, other]) => split(one, other)),
  fc.tuple(log, name).map(([at, who]) => event(at, who)),
]
const ofPeople = (log: Texts, name: Texts): readonly fc.Arbitrary<Step>[] => [
  fc.tuple(log, fc.nat(5), fc.nat(5)).map(([at, one, other]) => mergeWomen(at, one, other)),
  fc.tuple(log, fc.nat(5), fc.nat(5)).map(([at, one, other]) => splitWomen(at, one, other)),
  fc.tuple(log, fc.option(log, { nil: undefined }), name).map(([from, to, who]) => move(from, to, who)),
]
const anything = worlds((log, name) => [...ofCases(log, name), ...ofPeople(log, name)])
const casesOnly = worlds(ofCases)
const two = fc.tuple(fc.nat(3), fc.nat(3))
const pairIn = (world: World, [one, other]: readonly [number, number]): readonly [string, string] => [
  caseOf(one % world.cases),
  caseOf(other % world.cases),
]
const isOne = ({ links }: World, one: string, other: string): boolean => survivorOf(links.merged, one) === survivorOf(links.merged, other)

describe('what people decide of who is who, again and again', () => {
  it('two cases, one more event of a woman while they are one, apart, and one again: she is one woman, and nobody is merged into herself', () => {
    const before = [event('c00', 'Ann'), event('c01', 'Beth'), merge('c00', 'c01'), event('c01', 'Beth'), split('c00', 'c01')].reduce(
      (world, step) => step(world),
      newWorld(2),
    )
    const again = merge('c00', 'c01')(before)
    expect(again.decisions.at(-1)?.merged.map(({ kind, id, into }) => [kind, id, into])).toEqual([
      ['case', 'c01', 'c00'],
      ['person', 'c01 subject', 'c00 subject'],
    ])
    expect([...readWomen(again, 'c01').values()].map((names) => [...names])).toEqual([['Ann'], ['Beth']])
    expect(shown(split('c00', 'c01')(again))).toEqual(shown(before))
  })

  const after = (...steps: readonly Step[]): World => steps.reduce((world, step) => step(world), newWorld(3))
  const women = (world: World, caseLog: string): readonly (readonly string[])[] =>
    [...readWomen(world, caseLog).values()].map((names) => [...names].sort())

  it('a woman of a case that was one with another is apart from a third case when just hers is split off', () => {
    const world = after(event('c00', 'Ann'), event('c02', 'Ann'), merge('c01', 'c02'), merge('c00', 'c01'))
    expect(women(world, 'c00')).toEqual([['Ann']])
    expect([...split('c01', 'c02')(world).links.merged.keys()].sort()).toEqual(['c01', 'c01 subject'])
  })

  it('a woman who is merged in one case is made one with another in a second case all the same', () => {
    const shared = after(
      event('c01', 'Cate'),
      event('c02', 'Ann'),
      event('c00', 'Ann'),
      merge('c01', 'c02'),
      event('c02', 'Ann'),
      split('c01', 'c02'),
      mergeWomen('c01', 0, 1),
    )
    expect(women(shared, 'c01')).toEqual([['Ann', 'Cate']])
    expect(women(shared, 'c02')).toEqual([['Ann']])
    expect(women(merge('c00', 'c02')(shared), 'c00')).toEqual([['Ann']])
  })

  it('women of one log who were made one stay one when another log is split off', () => {
    const merged = after(event('c02', 'Ann'), event('c02', 'Cate'), merge('c01', 'c02'), event('c02', 'Ann'), mergeWomen('c01', 0, 1))
    expect(women(split('c01', 'c02')(merged), 'c02')).toEqual([['Ann', 'Cate']])
  })

  it('a woman who was made one with another in one case keeps to her own name in a second, whatever the intake has loaded', () => {
    const world = after(
      event('c01', 'Ann'),
      event('c01', 'Beth'),
      merge('c00', 'c01'),
      event('c00', 'Ann'),
      split('c00', 'c01'),
      mergeWomen('c01', 0, 1),
      event('c02', 'Beth'),
    )
    expect(women(world, 'c01')).toEqual([['Ann', 'Beth']])
    const ages = new Map(casesOf(world).map((caseLog, age) => [caseLog, age]))
    const kinds = (loaded: readonly string[]): readonly string[] =>
      mergeCases(indexOf(world, loaded), ['c00', 'c02'], ages).merged.map(({ kind, id }) => `${kind} ${id}`)
    expect([kinds(['c00', 'c02']), kinds(['c02', 'c01', 'c00'])]).toEqual([
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

  it('a case that is merged has one subject, and each woman whom both cases name is one with her whom the older one has', () => {
    fc.assert(
      fc.property(casesOnly, two, (world, numbers) => {
        const [one, other] = pairIn(world, numbers)
        fc.pre(!isOne(world, one, other))
        const merged = merge(one, other)(world)
        const subjects = (caseLog: string, { cases }: ReturnType<typeof shown>): number => {
          const found = cases.find(({ logs }) => logs.some((log) => log.caseLog === caseLog))
          return new Set(found?.logs.map((log) => found.same.get(`${log.caseLog} subject`) ?? `${log.caseLog} subject`)).size
        }
        expect(subjects(one, shown(merged))).toBe(1)
        const older = survivorOf(merged.links.merged, one)
        const younger = isOne(world, one, older) ? other : one
        const named = (at: World, caseLog: string, name: string): number =>
          [...readWomen(at, caseLog).values()].filter((names) => names.has(name)).length
        for (const name of NAMES)
          if (named(world, older, name) > 0 && named(world, younger, name) > 0)
            expect([name, named(merged, older, name)]).toEqual([name, named(world, older, name)])
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
