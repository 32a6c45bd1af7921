import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { decide } from '../../../policy/decide/decide.ts'
import { explain } from '../../../policy/explain/explain.ts'
import type { DecisionInput } from '../../../policy/facts/input.ts'
import type { Decision } from '../../../policy/decide/decision.ts'
import { caseLogNamed } from '../../fixtures/ids.ts'
import { adult, catalogue, childOf, inputOf, linked, PERSON, release, requestOf, token, type EventSeed } from '../case-builder.ts'

const RUNS = { numRuns: 60 }
/** Types with an effect on other events are made on purpose, not by chance. */
const plainTypes = [...catalogue.types.keys()].filter((type) => !/^(record|consent|rights|case)\.|^marac\./.test(type))

const readers = fc.constantFrom(
  ['idva', 'victim_safety_planning'],
  ['idva', 'marac_risk_management'],
  ['marac_coordinator', 'marac_risk_management'],
  ['perp_case_manager', 'perpetrator_intervention'],
  ['programme_facilitator', 'perpetrator_intervention'],
  ['probation_practitioner', 'offender_management'],
  ['social_worker', 'child_safeguarding'],
  ['family_court_adviser', 'family_court'],
  ['auditor', 'audit'],
  ['police_bail_officer', 'bail_decision'],
)
const harmed = fc.constantFrom(
  [],
  [adult(PERSON.one)],
  [adult(PERSON.other)],
  [adult(PERSON.one), adult(PERSON.other)],
  [adult(PERSON.one), childOf(PERSON.child)],
  [childOf(PERSON.child)],
)
const day = fc.integer({ min: 1, max: 28 }).map((at) => `2026-0${String((at % 5) + 1)}-${String(at).padStart(2, '0')}`)
const event = fc
  .record({
    type: fc.constantFrom(...plainTypes),
    harmed,
    day,
    basis: fc.constantFrom('observed', 'reported_by_harmed', 'found_by_court'),
    bail: fc.option(fc.constantFrom('b1', 'b2'), { nil: undefined }),
  })
  .map(({ type, harmed: people, day: from, basis, bail }): EventSeed => ({
    type,
    harmed: people,
    basis,
    occurred: { from, until: null, precision: 'day' },
    proceedings: bail === undefined ? [] : [{ kind: 'bail', token: bail }],
  }))
const links = fc.constantFrom(
  [linked(token('reader'), 'listed'), linked(token('reader'), 'audit')],
  [linked(token('reader'), 'allocated', { pairs: [PERSON.perpetrator, PERSON.one] }), linked(token('reader'), 'audit')],
)
const cases = fc.tuple(readers, links, fc.array(event, { minLength: 1, maxLength: 25 }))

const read = ([role, purpose]: readonly string[], seeds: readonly EventSeed[]): DecisionInput =>
  inputOf(requestOf(role ?? '', purpose ?? '', { justified: true }), seeds)

const STRENGTH = { reduced: 1, plain: 2 } as const
/** How much of each part a decision shows. */
const shown = (decision: Decision): ReadonlyMap<string, number> =>
  new Map(
    decision.events.flatMap((decided) => [
      [`${String(decided.sequence)}`, decided.effect === 'shown' ? 2 : 1] as const,
      ...decided.parts.map((part) => [`${String(decided.sequence)} ${part.owner} ${part.class}`, STRENGTH[part.form]] as const),
    ]),
  )
const noMore = (after: Decision, before: Decision): boolean => {
  const was = shown(before)
  return [...shown(after)].every(([key, strength]) => strength <= (was.get(key) ?? 0))
}

describe('a decision', () => {
  it('is the same again', () => {
    fc.assert(
      fc.property(cases, ([reader, given, events]) => {
        const input = read(reader, [...given, ...events])
        expect(decide(release, input)).toEqual(decide(release, input))
      }),
      RUNS,
    )
  })

  it('is explained, event by event, as it was made', () => {
    fc.assert(
      fc.property(cases, ([reader, given, events]) => {
        const input = read(reader, [...given, ...events])
        const decided = new Map(decide(release, input).events.map(({ sequence, effect, parts }) => [sequence, { effect, parts }]))
        for (const { caseLog, events: logged } of input.logs) {
          for (const { sequence } of logged) {
            const { effect, parts } = explain(release, input, { caseLog, sequence })
            const shownParts = parts.flatMap(({ owner, class: sensitivity, form }) =>
              form === 'withheld' ? [] : [{ owner, class: sensitivity, form }],
            )
            expect(effect && { effect, parts: shownParts }).toEqual(decided.get(sequence))
          }
        }
      }),
      RUNS,
    )
  })

  it('does not depend on the order of logs and of events in the input', () => {
    fc.assert(
      fc.property(cases, fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), ([reader, given, events], order) => {
        const input = read(reader, [...given, ...events])
        const [log] = input.logs
        const half = Math.floor((log?.events.length ?? 0) / 2)
        const logs = [
          { caseLog: caseLogNamed('b'), events: log?.events.slice(half) ?? [] },
          { caseLog: caseLogNamed('a'), events: log?.events.slice(0, half) ?? [] },
        ]
        const shuffled = logs.toReversed().map(({ caseLog, events: numbered }) => ({
          caseLog,
          events: numbered
            .map((entry, place) => ({ entry, at: order[place] ?? 0 }))
            .sort((one, other) => one.at - other.at)
            .map(({ entry }) => entry),
        }))
        expect(decide(release, { ...input, logs: shuffled })).toEqual(decide(release, { ...input, logs }))
      }),
      RUNS,
    )
  })

  it('is the same with hidden events added that no rule rests on', () => {
    fc.assert(
      fc.property(cases, fc.array(event, { maxLength: 8 }), ([reader, given, events], more) => {
        const base = [...given, ...events]
        const extra = more.map((seed, at): EventSeed => ({
          ...seed,
          proceedings: [],
          harmed: seed.harmed?.filter(({ role }) => role === 'adult') ?? [],
          event_id: `more-${String(at)}`,
        }))
        const before = decide(release, read(reader, base))
        const after = decide(release, read(reader, [...base, ...extra]))
        const known = new Set(after.events.map(({ sequence }) => sequence))
        const hidden = extra.filter((_, at) => !known.has(base.length + at + 1))
        expect(decide(release, read(reader, [...base, ...hidden]))).toEqual(before)
      }),
      RUNS,
    )
  })

  it.each(['refused', 'withdrawn', 'not_sought_unsafe', 'lacks_capacity'])('shows no more when she has %s', (status) => {
    fc.assert(
      fc.property(cases, fc.constantFrom(PERSON.one, PERSON.other), ([reader, given, events], person) => {
        const people: EventSeed = { type: 'case.opened', harmed: [adult(PERSON.one), adult(PERSON.other)] }
        const consent = (said: string): EventSeed => ({
          type: 'consent.recorded',
          harmed: [adult(person)],
          facts: { person_role: 'harmed_adult', status: said },
          occurred: { from: '2026-02-01', until: null, precision: 'day' },
        })
        const base = [...given, people, consent('agreed'), ...events]
        expect(
          noMore(
            decide(release, read(reader, [...base, { ...consent(status), purposes_permitted: [] }])),
            decide(release, read(reader, [...base, { ...consent('agreed'), purposes_permitted: [] }])),
          ),
        ).toBe(true)
      }),
      RUNS,
    )
  })

  it('shows no more when an event is retracted', () => {
    fc.assert(
      fc.property(
        cases.filter(([[role]]) => role !== 'auditor'),
        fc.nat(),
        ([reader, given, events], at) => {
          const named = events.map((seed, place) => ({ ...seed, event_id: `named-${String(place)}`, proceedings: [] }))
          const target = `named-${String(at % events.length)}`
          const retraction = (type: string): EventSeed => ({ type, harmed: [], references: [target], facts: { target_event: target } })
          const base = [...given, ...named]
          const before = decide(release, read(reader, [...base, retraction('record.contested')]))
          expect(noMore(decide(release, read(reader, [...base, retraction('record.retracted')])), before)).toBe(true)
        },
      ),
      RUNS,
    )
  })
})
