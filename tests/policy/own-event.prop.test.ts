import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { decide } from '../../policy/decide/decide.ts'
import type { EventDecision } from '../../policy/decide/decision.ts'
import type { AgencyId } from '../../schemas/ids.ts'
import { agencyNamed } from '../fixtures/ids.ts'
import { adult, catalogue, childOf, inputOf, linked, PERSON, release, requestOf, token, type EventSeed } from './case-builder.ts'

/** Types by which an agency says something that bears on who sees what: whose word counts for them is another rule. */
const INSTRUMENTS = /^(case\.|consent\.|rights\.|record\.|marac\.case-listed$|marac\.referral-made$)/
const OWN = agencyNamed('fixture-housing')
const types = [...catalogue.types.keys()]

const seed = (of: readonly string[], agency?: AgencyId) =>
  fc
    .record({
      type: fc.constantFrom(...of),
      harmed: fc.constantFrom([], [adult(PERSON.one)], [adult(PERSON.other)], [adult(PERSON.one), childOf(PERSON.child)]),
      day: fc.integer({ min: 1, max: 28 }),
      embargo_until: fc.constantFrom(null, '2026-12-01T00:00:00Z'),
    })
    .map(({ type, harmed, day, embargo_until }): EventSeed => ({
      type,
      harmed,
      embargo_until,
      ...(agency === undefined ? {} : { agency }),
      occurred: { from: `2026-02-${String(day).padStart(2, '0')}`, until: null, precision: 'day' },
    }))
const events = fc.array(seed(types), { minLength: 1, maxLength: 15 })
const ownEvents = fc.array(
  seed(
    types.filter((type) => !INSTRUMENTS.test(type)),
    OWN,
  ),
  { minLength: 1, maxLength: 4 },
)
/** Readers who are not limited to a pair: to which pair an event belongs is another rule. */
const readers = fc.constantFrom(
  ['marac_coordinator', 'marac_risk_management'],
  ['agency_rep', 'marac_risk_management'],
  ['social_worker', 'child_safeguarding'],
  ['perp_case_manager', 'perpetrator_intervention'],
  ['probation_practitioner', 'offender_management'],
  ['police_bail_officer', 'bail_decision'],
)

describe("what a reader's own agency publishes", () => {
  it('links nobody to a case, whatever it is', () => {
    fc.assert(
      fc.property(readers, events, ownEvents, ([role = '', purpose = ''], others, own) => {
        const request = requestOf(role, purpose, { justified: true, agency: OWN })
        expect(decide(release, inputOf(request, [...others, ...own]))).toEqual({ outcome: 'not_found', events: [] })
      }),
      { numRuns: 300 },
    )
  })

  it("changes nothing of what is shown of other agencies' events, unless it is an instrument", () => {
    fc.assert(
      fc.property(readers, fc.constantFrom('listed', 'allocated'), events, ownEvents, ([role = '', purpose = ''], link, others, own) => {
        const request = requestOf(role, purpose, { justified: true, agency: OWN })
        const seeds = [linked(token('reader'), link), ...others]
        const ofOthers = (shown: readonly EventDecision[]) => shown.filter(({ sequence }) => sequence <= seeds.length)
        const before = decide(release, inputOf(request, seeds))
        const after = decide(release, inputOf(request, [...seeds, ...own]))
        expect({ outcome: after.outcome, events: ofOthers(after.events) }).toEqual(before)
      }),
      { numRuns: 300 },
    )
  })
})
