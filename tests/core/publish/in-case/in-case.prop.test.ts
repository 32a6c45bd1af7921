import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { IndexPart, NumberedEvent } from '../../../../core/case/index-part.ts'
import { createCaseMemory } from '../../../../core/case/memory/case-memory.ts'
import { inCaseOf } from '../../../../core/publish/in-case/in-case.ts'
import { inCaseRules } from '../../../../core/publish/in-case/judge.ts'
import type { InCase } from '../../../../core/publish/in-case/rule.ts'
import { agencyNamed, personNamed } from '../../../fixtures/ids.ts'
import { indexOf } from '../../../policy/case-builder.ts'
import { inWholeCase } from './whole-case.ts'

const AGENCIES = ['fixture-police', 'fixture-idva', 'fixture-marac']
const TYPES = [
  'behaviour.incident-recorded',
  'consent.recorded',
  'consent.recorded',
  'consent.override-recorded',
  'marac.referral-made',
  'marac.case-listed',
  'marac.case-heard',
  'marac.case-transferred',
  'marac.action-agreed',
  'bail.decided',
  'bail.victim-views-sought',
  'oocr.victim-views-sought',
  'dvds.application-received',
  'dvds.decision-made',
  'rights.request-updated',
  'monitoring.polygraph-completed',
  'record.retracted',
  'record.erased',
  'record.corrected',
]
const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
const PEOPLE = ['fv1', 'fv2', 'fc1', 'fc2'].map(personNamed)
const KINDS = ['marac', 'bail', 'oocr', 'dvds', 'action', 'request']
const DAYS = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-02-01', '2026-03-01T10:00:00+00:00', '2025-12-31T23:30:00+00:00']

const id = fc.constantFrom(...IDS)
const day = fc.constantFrom(...DAYS)
const rarely = <Value>(values: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: values })

const facts = fc.record({
  person_role: fc.constantFrom('harmed_adult', 'harmed_adult', 'subject'),
  status: fc.constantFrom('agreed', 'refused', 'agreed_in_part', 'completed'),
  consent_status: fc.constantFrom('agreed', 'refused', 'unknown'),
  classes_excluded: fc.constantFrom([], ['VIC_LOC']),
  valid_until: fc.constantFrom([], [DAYS[1] ?? '']),
  purposes: fc.constantFrom(['marac_risk_management'], ['audit']),
  expires_on: fc.constantFrom('2026-12-31', '2026-01-02'),
  flag_until: fc.constantFrom('2026-12-31', '2026-01-01'),
  list_status: fc.constant('listed'),
  marac_of: fc.constantFrom([], [], ['m1'], ['m2']),
  decision: fc.constantFrom('disclose', 'refuse'),
  owner: fc.constantFrom(...AGENCIES),
  due_by: day,
  decided_on: day,
  views_event: id,
  kind: fc.constantFrom('erasure', 'objection'),
  reason: fc.constantFrom('art17_unlawful', 'objection_upheld'),
  target_event: id,
})

const event: fc.Arbitrary<Partial<IndexPart> & { readonly facts: IndexPart['facts'] }> = fc.record({
  type: fc.constantFrom(...TYPES),
  event_id: id,
  agency: fc.constantFrom(...AGENCIES.map(agencyNamed)),
  system: fc.constantFrom('one', 'other'),
  occurred: fc.tuple(day, fc.constantFrom('day', 'month', 'exact')).map(([from, precision]) => ({ from, until: null, precision })),
  published_at: fc.constantFrom('2026-01-02T00:00:00.000Z', '2026-04-01T00:00:00.000Z', '2026-04-02T00:00:00.000Z'),
  harmed: fc
    .subarray(PEOPLE, { maxLength: 2 })
    .map((people) => people.map((person) => ({ person, role: person.startsWith('fc') ? 'child' : 'adult' }))),
  references: fc.subarray(IDS, { maxLength: 2 }),
  corrects: rarely(id).map((target) => target ?? null),
  proceedings: fc.array(fc.record({ kind: fc.constantFrom(...KINDS), token: fc.constantFrom('t1', 't2') }), { maxLength: 2 }),
  facts: facts.map((record) => Object.entries(record).map(([field, value]) => ({ field, values: [value].flat() }))),
  mentions: fc.subarray(PEOPLE, { maxLength: 1 }).map((people) => people.map((person) => ({ field: 'description', person }))),
})

const indexed = ({ facts: said, ...seed }: Partial<IndexPart> & { readonly facts: IndexPart['facts'] }, sequence: number): IndexPart => ({
  ...indexOf({ ...seed, type: seed.type ?? '' }, sequence),
  facts: said,
})

/** Each event once, as a case log has them. */
const asLog = (events: readonly IndexPart[]): readonly NumberedEvent[] =>
  [...new Map(events.map((index) => [`${index.agency} ${index.system} ${index.event_id}`, index])).values()].map((index, at) => ({
    sequence: at + 1,
    index,
  }))

/** Everything that a rule may hear, so that a difference no rule shows today is seen too. */
const heard = (inCase: InCase) => ({
  findings: Object.entries(inCaseRules).map(([name, rule]) => [name, rule(inCase)]),
  adults: inCase.adultsOf(inCase.event).toSorted(),
  wishes: PEOPLE.map((person) => [person, inCase.wishOf(person)]),
  overridden: PEOPLE.map((person) => inCase.isOverridden(person, 'marac_risk_management')),
  overriddenByReferrers: PEOPLE.map((person) => inCase.isOverridden(person, 'marac_risk_management', inCase.hasReferredHere)),
  standing: TYPES.map((type) =>
    inCase
      .earlier(type)
      .map(({ sequence }) => sequence)
      .toArray()
      .toSorted((one, other) => one - other),
  ),
  newest: KINDS.map((kind) => inCase.newestOf('dvds.decision-made', kind)?.sequence),
  knows: KINDS.map(inCase.knowsProceeding),
  brought: inCase.wasBroughtHere(),
  named: PEOPLE.map(inCase.hasNamed),
})

describe('an event judged beside what a case is remembered by', () => {
  it('hears what folding the whole case would say', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 24 }), event, (seeds, judged) => {
        const before = asLog(seeds.map(indexed))
        const index = indexed({ ...judged, event_id: 'judged' }, before.length + 1)
        expect(heard(inCaseOf(index, createCaseMemory(before)))).toEqual(heard(inWholeCase(index, before)))
      }),
      { numRuns: 2_000 },
    )
  })

  it('hears the same when others were judged on the way', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 2, maxLength: 24 }), (seeds) => {
        const log = asLog(seeds.map(indexed))
        const memory = createCaseMemory()
        for (const next of log) {
          heard(inCaseOf(next.index, memory))
          memory.add(next)
        }
        const last = log.at(-1)
        if (last === undefined) return
        const index = { ...last.index, event_id: 'judged' }
        expect(heard(inCaseOf(index, memory))).toEqual(heard(inWholeCase(index, log)))
      }),
      { numRuns: 1_000 },
    )
  })
})
