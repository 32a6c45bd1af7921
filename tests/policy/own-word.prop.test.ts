import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { HarmedEntry } from '../../core/case/index-part.ts'
import { decide } from '../../policy/decide/decide.ts'
import type { DecisionInput } from '../../policy/facts/input.ts'
import type { Decision } from '../../policy/decide/decision.ts'
import { agencyNamed, personNamed } from '../fixtures/ids.ts'
import { catalogue, inputOf, linked, PERSON, release, requestOf, token, type EventSeed } from './case-builder.ts'

/** More by `P1_RUNS=20000`. */
const RUNS = Number(process.env.P1_RUNS ?? 1500)
const OWN = agencyNamed('fixture-idva')
const OTHERS = ['fixture-police', 'fixture-marac', 'fixture-housing'] as const
/** Instruments have rules of their own: whose word counts for them is another property. */
const types = [...catalogue.types.keys()].filter((type) => !/^(record|consent|rights|case)\.|^marac\.(case|referral)/.test(type))
const openers = [
  'bail.decided',
  'bail.victim-views-sought',
  'order.made',
  'oocr.issued',
  'dvds.application-received',
  'dvds.decision-made',
  'marac.action-agreed',
  'monitoring.status-changed',
]

const person = fc.constantFrom(PERSON.one, PERSON.other, 'fv3', PERSON.child, 'fc2')
const named = fc
  .tuple(person, fc.constantFrom('adult', 'adult', 'child', 'child'), fc.constantFrom(null, null, 'adult', 'between', 'child'))
  .map(([id, role, age]): HarmedEntry => ({ person: personNamed(id), role, age, candidates: [] }))
const harmed = fc.uniqueArray(named, { maxLength: 3, selector: (said) => said.person })
const proceedings = fc
  .uniqueArray(fc.tuple(fc.constantFrom('bail', 'order', 'action', 'oocr', 'marac'), fc.constantFrom('1', '2')), {
    maxLength: 2,
    selector: String,
  })
  .map((all) => all.map(([kind, id]) => ({ kind, token: `${kind}-${id}` })))
const ids = ['event-2', 'event-3', 'event-4', 'event-5', 'x', 'y']
const said = fc
  .record({
    type: fc.oneof(fc.constantFrom(...types), fc.constantFrom(...openers)),
    harmed,
    proceedings,
    references: fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 1 }),
    year: fc.constantFrom('2015', '2024', '2025', '2026'),
  })
  .map(({ year, ...seed }): EventSeed => ({ ...seed, occurred: { from: `${year}-02-01`, until: null, precision: 'day' } }))
const ofOther = fc.tuple(said, fc.constantFrom(...OTHERS)).map(([seed, agency]): EventSeed => ({ ...seed, agency: agencyNamed(agency) }))
const ofOwn = fc.tuple(said, fc.constantFrom('x', 'y', 'own')).map(([seed, id]): EventSeed => ({ ...seed, agency: OWN, event_id: id }))
const wish = fc
  .tuple(fc.constantFrom(PERSON.one, PERSON.other), fc.constantFrom('agreed', 'refused'), fc.constantFrom(...OTHERS))
  .map(([id, status, agency]): EventSeed => ({
    type: 'consent.recorded',
    harmed: [{ person: id, role: 'adult', age: null, candidates: [] }],
    facts: { person_role: 'harmed_adult', status },
    agency: agencyNamed(agency),
  }))
const readers = fc.constantFrom(
  ['idva', 'victim_safety_planning'],
  ['idva', 'marac_risk_management'],
  ['social_worker', 'child_safeguarding'],
)
const cases = fc.tuple(
  readers,
  fc.array(fc.oneof({ weight: 6, arbitrary: ofOther }, { weight: 2, arbitrary: ofOwn }, { weight: 1, arbitrary: wish }), {
    minLength: 2,
    maxLength: 10,
  }),
  ofOwn,
)

const STRENGTH = { reduced: 1, plain: 2 } as const
const strengths = ({ events }: Decision): ReadonlyMap<string, number> =>
  new Map(
    events.flatMap(({ sequence, effect, parts }) => [
      [String(sequence), effect === 'shown' ? 2 : 1] as const,
      ...parts.map((part) => [`${String(sequence)} ${part.owner} ${part.class}`, STRENGTH[part.form]] as const),
    ]),
  )

/** Numbers of other agencies' events of which a read shows more than another. */
function shownMore(input: DecisionInput, after: Decision, before: Decision): readonly number[] {
  const was = strengths(before)
  const more = [...strengths(after)].filter(([key, strength]) => strength > (was.get(key) ?? 0)).map(([key]) => Number(key.split(' ')[0]))
  return [...new Set(more)].filter((sequence) => input.logs[0]?.events[sequence - 1]?.index.agency !== OWN)
}

describe("an event of the reader's own agency", () => {
  it("never shows more of another agency's, whomever it names in whatever role, but of a child under 16 whom no other names with an adult", () => {
    let [compared, byChildRule] = [0, 0]
    fc.assert(
      fc.property(cases, ([[role = '', purpose = ''], seeds, own]) => {
        const link = linked(token('reader'), 'allocated', { pairs: [PERSON.perpetrator, PERSON.one] })
        const read = (events: readonly EventSeed[]): DecisionInput =>
          inputOf(requestOf(role, purpose, { justified: true, agency: OWN }), [link, ...events])
        const [before, after] = [read(seeds), read([...seeds, own])]
        compared += 1
        const more = shownMore(after, decide(release, after), decide(release, before))
        // Exception (c) of P1: the own agency names the child, and whoever else does names it with no adult.
        const ownNamed = [...seeds.filter(({ agency }) => agency === OWN), own].flatMap((seed) =>
          (seed.harmed ?? []).map((one) => one.person),
        )
        const children = ownNamed.filter((child) =>
          seeds
            .filter(({ agency }) => agency !== OWN)
            .every((seed) => seed.harmed?.some((one) => one.person === child) !== true || seed.harmed.every((one) => one.role === 'child')),
        )
        const unexplained = more.filter(
          (sequence) =>
            !children.some(
              (child) =>
                after.logs[0]?.events[sequence - 1]?.index.harmed.some((one) => one.person === child) === true ||
                after.logs[0]?.events[sequence - 1]?.index.harmed.length === 0,
            ),
        )
        if (more.length > 0 && children.length > 0) byChildRule += 1
        expect(children.length === 0 ? more : unexplained).toEqual([])
      }),
      { numRuns: RUNS },
    )
    console.info(`own events: ${String(compared)} compared, ${String(byChildRule)} showed more by the rule of children`)
  })
})
