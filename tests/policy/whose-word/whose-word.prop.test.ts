import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { decide } from '../../../policy/decide/decide.ts'
import type { DecisionInput } from '../../../policy/facts/input.ts'
import type { Decision } from '../../../policy/decide/decision.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { adult, blockOf, catalogue, inputOf, linked, PERSON, release, requestOf, token, type EventSeed } from '../case-builder.ts'

const RUNS = { numRuns: 150 }
/** Types whose events bear on no other. */
const plainTypes = [...catalogue.types.keys()].filter((type) => !/^(record|consent|rights|case)\.|^marac\.|^voice\.views/.test(type))

const readers = fc.constantFrom(
  ['idva', 'victim_safety_planning'],
  ['marac_chair', 'marac_risk_management'],
  ['perp_case_manager', 'perpetrator_intervention'],
  ['social_worker', 'child_safeguarding'],
  ['probation_practitioner', 'offender_management'],
  ['police_bail_officer', 'bail_decision'],
  ['agency_rep', 'marac_risk_management'],
  ['auditor', 'audit'],
)
const people = fc.constantFrom([adult(PERSON.one)], [adult(PERSON.other)], [adult(PERSON.one), adult(PERSON.other)])
/** Agencies with standing say these; those of `stranger` have none. */
const publishers = fc.constantFrom(...['fixture-police', 'fixture-idva', 'fixture-marac'].map(agencyNamed))
const strangers = fc.constantFrom(...['fixture-gp', 'fixture-housing', 'fixture-drive'].map(agencyNamed))
const events = fc.array(fc.record({ type: fc.constantFrom(...plainTypes), harmed: people, agency: publishers }), {
  minLength: 3,
  maxLength: 12,
})
const links = [
  linked(token('reader'), 'listed'),
  linked(token('reader'), 'audit'),
  linked(token('advocate'), 'allocated', { role: 'idva', pairs: [PERSON.perpetrator, PERSON.one] }),
]
/** The case as it is: who is harmed in it, and what was recorded of what each wants. */
const opened: EventSeed = { type: 'case.opened', harmed: [adult(PERSON.one), adult(PERSON.other)] }
const wishes = fc
  .array(
    fc.record({
      harmed: people,
      agency: publishers,
      status: fc.constantFrom('agreed', 'refused', 'withdrawn', 'agreed_in_part'),
      day: fc.integer({ min: 1, max: 28 }),
    }),
    { maxLength: 3 },
  )
  .map((said) =>
    said.map(({ harmed, agency, status, day }): EventSeed => ({
      type: 'consent.recorded',
      harmed,
      agency,
      occurred: { from: `2026-02-${String(day).padStart(2, '0')}`, until: null, precision: 'day' },
      facts: { person_role: 'harmed_adult', status, ...(status === 'agreed_in_part' ? { classes_excluded: ['BEHAV', 'RISK'] } : {}) },
    })),
  )

const LATER = { occurred: { from: '2026-03-01', until: null, precision: 'day' } } as const
const CLASSES = [...new Set([...catalogue.types.values()].flatMap(({ details }) => details.map((field) => field.class)))]
/** What opens or switches others off, said by an agency without standing. */
const openings = fc
  .record({ agency: strangers, harmed: people, kind: fc.constantFrom('agreed', 'referral', 'override', 'objection', 'her objection') })
  .map(({ agency, harmed, kind }): EventSeed => {
    if (kind === 'agreed')
      return { ...LATER, type: 'consent.recorded', agency, harmed, facts: { person_role: 'harmed_adult', status: 'agreed' } }
    if (kind === 'referral') return { ...LATER, type: 'marac.referral-made', agency, harmed, facts: { consent_status: 'agreed' } }
    if (kind === 'override')
      return {
        type: 'consent.override-recorded',
        agency,
        harmed,
        facts: {
          purposes: catalogue.codeLists.get('purpose')?.codes.map(({ code }) => code) ?? [],
          classes: CLASSES,
          expires_on: '2026-12-01',
        },
      }
    return {
      type: 'rights.request-updated',
      agency,
      harmed,
      facts: { kind: 'objection', status: 'granted', requester_kind: kind === 'objection' ? 'subject' : 'harmed_adult' },
    }
  })

const asked = ([role = '', purpose = '']: readonly string[], seeds: readonly EventSeed[]): DecisionInput =>
  inputOf(requestOf(role, purpose, { justified: true }), seeds)
/** What a decision shows of the first so many events. */
const ofFirst = ({ outcome, events: decided }: Decision, count: number): unknown => [
  outcome,
  decided.filter(({ sequence }) => sequence <= count),
]

describe('the word of an agency without standing', () => {
  it('opens nothing of others’ events, and hides them from nobody else', () => {
    fc.assert(
      fc.property(readers, events, wishes, fc.array(openings, { minLength: 1, maxLength: 4 }), (reader, published, said, added) => {
        const base = [opened, ...links, ...published, ...said]
        const before = ofFirst(decide(release, asked(reader, base)), base.length)
        expect(ofFirst(decide(release, asked(reader, [...base, ...added])), base.length)).toEqual(before)
      }),
      RUNS,
    )
  })

  it('bars nobody who is allocated to a harmed person, runs the meeting or is named as a whole agency', () => {
    const barring = fc.record({ agency: strangers, harmed: people, whom: fc.constantFrom('advocate', 'chair', 'fixture-idva') })
    fc.assert(
      fc.property(events, barring, (published, { agency, harmed, whom }) => {
        const own = {
          advocate: linked(token('reader'), 'allocated', { role: 'idva', pairs: [PERSON.perpetrator, PERSON.one] }),
          chair: linked(token('reader'), 'listed', { role: 'marac_chair' }),
          'fixture-idva': linked(token('reader'), 'listed'),
        }[whom]
        const reader = {
          advocate: ['idva', 'victim_safety_planning'],
          chair: ['marac_chair', 'marac_risk_management'],
          'fixture-idva': ['agency_rep', 'marac_risk_management'],
        }[whom]
        const base = own === undefined ? [] : [opened, own, ...published]
        const block =
          whom === 'fixture-idva'
            ? blockOf(token(whom), { agency, harmed, barred: { agency: agencyNamed(whom), whole: true } })
            : blockOf(token('reader'), { agency, harmed })
        const before = ofFirst(decide(release, asked(reader ?? [], base)), base.length)
        expect(ofFirst(decide(release, asked(reader ?? [], [...base, block])), base.length)).toEqual(before)
      }),
      RUNS,
    )
  })
})

describe('a true word', () => {
  const hers = (seeds: readonly EventSeed[]) =>
    seeds.flatMap(({ harmed = [] }, at) => (harmed.some(({ person }) => person === PERSON.one) ? [at + 1] : []))

  it('works at once: a refusal that any agency but one that faces him records is kept, whatever agencies without standing say after it', () => {
    const refusing = fc.constantFrom('fixture-gp', 'fixture-housing', 'fixture-police', 'fixture-idva')
    fc.assert(
      fc.property(
        readers.filter(([role]) => role !== 'idva'),
        events,
        refusing,
        fc.array(openings, { maxLength: 4 }),
        (reader, published, agency, added) => {
          const refused: EventSeed = {
            type: 'consent.recorded',
            agency: agencyNamed(agency),
            harmed: [adult(PERSON.one)],
            facts: { person_role: 'harmed_adult', status: 'refused' },
          }
          const others = added.filter((seed) => seed.agency !== agency)
          const seeds = [opened, ...links, ...published, refused, ...others]
          const about = new Set(hers(seeds.slice(0, links.length + 1 + published.length)))
          const parts = decide(release, asked(reader, seeds))
            .events.filter(({ sequence }) => about.has(sequence))
            .flatMap((event) => event.parts)
          expect(parts.filter((part) => ['VIC_VOICE', 'VIC_SUPPORT'].includes(part.class))).toEqual([])
        },
      ),
      RUNS,
    )
  })

  it('works at once: an officer whom any agency bars that names a harmed person finds no such case', () => {
    const kinds = fc.constantFrom('fixture-gp', 'fixture-housing', 'fixture-drive', 'fixture-police', 'fixture-idva', 'fixture-operator')
    fc.assert(
      fc.property(readers, events, kinds, people, fc.array(openings, { maxLength: 3 }), (reader, published, agency, harmed, added) => {
        const seeds = [opened, ...links, ...published, blockOf(token('reader'), { agency: agencyNamed(agency), harmed }), ...added]
        expect(decide(release, asked(reader, seeds))).toEqual({ outcome: 'not_found', events: [] })
      }),
      RUNS,
    )
  })
})
