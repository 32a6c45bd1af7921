import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { decide } from '../../policy/decide/decide.ts'
import { adult, catalogue, CASE_LOG, childOf, inputOf, linked, PERSON, release, requestOf, token, type EventSeed } from './case-builder.ts'

const readers = fc.constantFrom(
  ['idva', 'victim_safety_planning'],
  ['idva', 'marac_risk_management'],
  ['marac_coordinator', 'marac_risk_management'],
  ['perp_case_manager', 'perpetrator_intervention'],
  ['probation_practitioner', 'offender_management'],
  ['social_worker', 'child_safeguarding'],
  ['auditor', 'audit'],
)
const event = fc
  .record({
    type: fc.constantFrom(...[...catalogue.types.keys()].filter((type) => type !== 'case.relinked')),
    harmed: fc.constantFrom([], [adult(PERSON.one)], [adult(PERSON.other)], [adult(PERSON.one), childOf(PERSON.child)]),
    day: fc.integer({ min: 1, max: 28 }),
    target: fc.option(fc.integer({ min: 1, max: 15 }), { nil: undefined }),
  })
  .map(({ type, harmed, day, target }): EventSeed => ({
    type,
    harmed,
    occurred: { from: `2026-02-${String(day).padStart(2, '0')}`, until: null, precision: 'day' },
    ...(target === undefined ? {} : { facts: { target_event: `event-${String(target)}` } }),
  }))
const cases = fc.tuple(
  readers,
  fc.constantFrom('listed', 'allocated'),
  fc.array(event, { minLength: 1, maxLength: 15 }),
  fc.array(fc.integer({ min: 3, max: 17 }), { maxLength: 6 }),
)

describe('events that have left a case', () => {
  it('leave no trace in what a practitioner is shown, and a tombstone each for audit', () => {
    fc.assert(
      fc.property(cases, ([[role = '', purpose = ''], link, events, gone]) => {
        const input = inputOf(requestOf(role, purpose, { justified: true }), [
          linked(token('reader'), link),
          linked(token('reader'), 'audit'),
          ...events,
        ])
        const left = new Set(gone)
        const [log] = input.logs
        const stayed = (log?.events ?? []).filter(({ sequence }) => !left.has(sequence))
        const shown = decide(release, { ...input, logs: [{ caseLog: CASE_LOG, events: log?.events ?? [], left }] })
        const never = decide(release, { ...input, logs: [{ caseLog: CASE_LOG, events: stayed }] })
        expect({ ...shown, events: shown.events.filter(({ sequence }) => !left.has(sequence)) }).toEqual(never)
        const traces = shown.events.filter(({ sequence }) => left.has(sequence))
        expect(role === 'auditor' ? new Set(traces.map(({ effect }) => effect)) : traces).toEqual(
          role === 'auditor' ? new Set(traces.length > 0 ? ['tombstone'] : []) : [],
        )
      }),
      { numRuns: 300 },
    )
  })
})
