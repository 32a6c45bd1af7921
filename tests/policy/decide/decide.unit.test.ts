import { describe, expect, it } from '@jest/globals'
import { decide } from '../../../policy/decide/decide.ts'
import type { ReadRequest } from '../../../policy/facts/input.ts'
import type { EventDecision } from '../../../policy/decide/decision.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { firstEngine } from '../first-engine.ts'
import { adult, blockOf, childOf, inputOf, linked, PERSON, release, requestOf, token, type EventSeed } from '../case-builder.ts'

const INCIDENT = 'behaviour.incident-recorded'
const MRM = 'marac_risk_management'
const VSP = 'victim_safety_planning'
const PIN = 'perpetrator_intervention'
const listed = linked(token('reader'), 'listed')
const allocated = linked(token('reader'), 'allocated')
const forPair = (person: string): EventSeed => linked(token('reader'), 'allocated', { pairs: [PERSON.perpetrator, person] })
const block = blockOf(token('reader'))

const read = (role: string, purpose: string, seeds: readonly EventSeed[], more: Parameters<typeof requestOf>[2] = {}) =>
  decide(release, inputOf(requestOf(role, purpose, more), seeds))
/** Decisions by event id. */
function byId(role: string, purpose: string, seeds: readonly EventSeed[]): Readonly<Record<string, EventDecision>> {
  const input = inputOf(requestOf(role, purpose), seeds)
  return Object.fromEntries(
    decide(release, input).events.map((event) => [input.logs[0]?.events[event.sequence - 1]?.index.event_id ?? '', event]),
  )
}
const forms = (event: EventDecision | undefined): readonly string[] =>
  event?.parts.map(({ owner, class: code, form }) => `${code}${owner === '' ? '' : ` of ${owner}`} ${form}`) ?? []

describe('the answer to a request', () => {
  const outcome = (request: ReadRequest, seeds: readonly EventSeed[]): string => decide(release, inputOf(request, seeds)).outcome

  it('says what depends on the request alone first, whatever the case', () => {
    expect(outcome(requestOf('system_admin', 'audit'), [block])).toBe('deny_role_purpose')
    expect(outcome(requestOf('idva', 'no_such_purpose'), [block])).toBe('deny_role_purpose')
    expect(outcome(requestOf('no_such_role', MRM), [])).toBe('deny_role_purpose')
    expect(outcome(requestOf('dpo', 'subject_access'), [block])).toBe('deny_channel')
    expect(outcome(requestOf('marac_coordinator', 'service_mapping', { channel: 'aggregate', cell: 9 }), [])).toBe('suppressed')
  })

  it('does not tell a block from no link and no such case', () => {
    const refusals = [[listed, block], [{ type: INCIDENT }], []].map((seeds) =>
      decide(release, inputOf(requestOf('marac_coordinator', MRM), seeds)),
    )
    expect(refusals).toEqual([1, 2, 3].map(() => ({ outcome: 'not_found', events: [] })))
  })

  it('asks a justification of a linked reader only', () => {
    expect(outcome(requestOf('social_worker', 'child_safeguarding'), [{ type: INCIDENT }])).toBe('not_found')
    expect(outcome(requestOf('social_worker', 'child_safeguarding'), [{ type: INCIDENT }, allocated])).toBe('deny_justification')
    expect(outcome(requestOf('social_worker', 'child_safeguarding', { justified: true }), [{ type: INCIDENT }, allocated])).toBe('permit')
    expect(outcome(requestOf('social_worker', 'child_safeguarding'), [{ type: INCIDENT }, allocated, listed])).toBe('permit')
  })

  it('knows a link only while it lasts', () => {
    const ended = linked(token('reader'), 'listed', { until: '2026-05-31' })
    const toCome = linked(token('reader'), 'listed', { from: '2026-06-02' })
    expect([ended, toCome].map((link) => read('marac_coordinator', MRM, [{ type: INCIDENT }, link]).outcome)).toEqual([
      'not_found',
      'not_found',
    ])
    expect(read('marac_coordinator', MRM, [{ type: INCIDENT }, linked(token('reader'), 'listed', { until: '2026-06-01' })]).outcome).toBe(
      'permit',
    )
  })

  it('takes no link, approval or emergency from an agency that publishes one', () => {
    expect(read('marac_coordinator', MRM, [{ type: INCIDENT }, { ...listed, agency: agencyNamed('fixture-police') }]).outcome).toBe(
      'not_found',
    )
  })

  it('does not tell an agency that what it published is in a case', () => {
    const seeds: EventSeed[] = [{ type: INCIDENT, agency: agencyNamed('fixture-idva') }, { type: INCIDENT }]
    expect([[], seeds].map((each) => read('agency_rep', MRM, each))).toEqual([1, 2].map(() => ({ outcome: 'not_found', events: [] })))
    const embargoed: EventSeed = { type: INCIDENT, agency: agencyNamed('fixture-idva'), embargo_until: '2026-12-01T00:00:00Z' }
    expect(read('agency_rep', MRM, [embargoed, { type: INCIDENT }]).outcome).toBe('not_found')
  })

  it('gives an agency its own event under a release of the first engine, whose policies say so', () => {
    const seeds: EventSeed[] = [{ type: INCIDENT, agency: agencyNamed('fixture-idva') }, { type: INCIDENT }]
    const before = (role: string, purpose: string, each: readonly EventSeed[]) =>
      decide(firstEngine, inputOf(requestOf(role, purpose), each))
    expect(before('agency_rep', MRM, seeds).events.map(({ sequence }) => sequence)).toEqual([1])
    expect(before('auditor', 'audit', seeds).outcome).toBe('not_found')
    expect(before('perp_case_manager', PIN, [{ type: 'voice.contact-safety-set', agency: agencyNamed('fixture-idva') }]).outcome).toBe(
      'not_found',
    )
  })
})

describe('an event that was changed', () => {
  const first: EventSeed = { type: INCIDENT, event_id: 'first' }
  const second: EventSeed = { type: INCIDENT, event_id: 'second', corrects: 'first' }
  const announced: EventSeed = {
    type: 'record.corrected',
    event_id: 'announced',
    harmed: [],
    references: ['first', 'second'],
    facts: { target_event: 'first', replacement_event: 'second' },
  }

  it('is shown in its latest version, marked', () => {
    const decisions = byId('marac_coordinator', MRM, [first, second, announced, listed])
    expect(Object.entries(decisions).map(([id, { corrected }]) => [id, corrected])).toEqual([
      ['second', true],
      ['announced', false],
    ])
  })

  it('is a tombstone for audit', () => {
    expect(byId('auditor', 'audit', [first, second, linked(token('reader'), 'audit')]).first).toMatchObject({
      effect: 'tombstone',
      parts: [],
    })
  })

  const audited = linked(token('reader'), 'audit')
  const taken = (seed: Partial<EventSeed>): EventSeed => ({
    type: 'record.retracted',
    event_id: 'retraction',
    agency: agencyNamed('fixture-operator'),
    harmed: [],
    facts: { target_event: 'first' },
    ...seed,
  })

  it('has no tombstone before an embargo on it ends, but for its own agency', () => {
    const embargoed = [{ ...first, embargo_until: '2026-12-01T00:00:00Z' }, taken({}), audited]
    expect(byId('auditor', 'audit', embargoed).first).toBeUndefined()
    expect(byId('auditor', 'audit', [{ ...first, embargo_until: '2026-05-01T00:00:00Z' }, taken({}), audited]).first).toMatchObject({
      effect: 'tombstone',
    })
    const ofOwn = decide(release, inputOf(requestOf('auditor', 'audit', { agency: agencyNamed('fixture-police') }), embargoed)).events
    expect(ofOwn.map(({ sequence, effect }) => [sequence, effect])).toContainEqual([1, 'tombstone'])
  })

  it('has a tombstone that tells no more of when and who than the event did', () => {
    const views: EventSeed = { type: 'voice.views-recorded', event_id: 'first' }
    const support: EventSeed = { type: 'voice.support-status-changed', event_id: 'first' }
    expect(byId('auditor', 'audit', [support, audited]).first).toMatchObject({ effect: 'reduced', dates: 'month', publisher: 'type' })
    for (const event of [support, views])
      expect(byId('auditor', 'audit', [event, taken({}), audited]).first).toMatchObject({
        effect: 'tombstone',
        dates: 'month',
        publisher: 'type',
      })
    expect(byId('auditor', 'audit', [first, taken({}), audited]).first).toMatchObject({
      effect: 'tombstone',
      dates: 'exact',
      publisher: 'named',
    })
  })

  it('stays taken back when who took it back publishes another event with its id', () => {
    const later: EventSeed = {
      type: INCIDENT,
      event_id: 'first',
      agency: agencyNamed('fixture-operator'),
      published_at: '2026-02-01T09:00:00.000Z',
    }
    const seen = (release_: typeof release, seeds: readonly EventSeed[]) =>
      decide(release_, inputOf(requestOf('marac_coordinator', MRM), seeds)).events.map(({ sequence }) => sequence)
    expect(seen(release, [first, taken({}), listed])).toEqual([2])
    expect(seen(release, [first, taken({}), listed, later])).toEqual([2, 4])
    // As the first engine has it, whose releases decide as they did.
    expect(seen(firstEngine, [first, taken({}), listed, later])).toEqual([1, 2])
  })

  it('is not changed by another agency', () => {
    const other: EventSeed = { ...second, agency: agencyNamed('fixture-housing') }
    const retraction: EventSeed = {
      type: 'record.retracted',
      agency: agencyNamed('fixture-housing'),
      event_id: 'retraction',
      harmed: [],
      facts: { target_event: 'first' },
    }
    expect(Object.keys(byId('marac_coordinator', MRM, [first, other, retraction, listed])).sort()).toEqual(['first', 'second'])
  })

  it('is withdrawn with a word to those who would have seen it', () => {
    const meeting: EventSeed = { type: 'marac.case-heard', event_id: 'meeting' }
    const retraction: EventSeed = {
      type: 'record.retracted',
      event_id: 'retraction',
      harmed: [],
      references: ['meeting'],
      facts: { target_event: 'meeting' },
    }
    expect(Object.keys(byId('marac_coordinator', MRM, [meeting, retraction, listed]))).toEqual(['retraction'])
    expect(Object.keys(byId('family_court_adviser', 'family_court', [meeting, retraction, allocated]))).toEqual([])
    expect(Object.keys(byId('marac_coordinator', MRM, [retraction, listed]))).toEqual([])
  })
})

describe('an advocate of one woman', () => {
  it('gets the parts of people in the pair only', () => {
    const both: EventSeed = { type: 'justice.custody-status-changed', event_id: 'both', harmed: [adult(PERSON.one), adult(PERSON.other)] }
    const mother: EventSeed = { type: INCIDENT, event_id: 'mother', harmed: [adult(PERSON.other), childOf(PERSON.child)] }
    const decided = byId('idva', VSP, [both, mother, forPair(PERSON.one)])
    expect(forms(decided.both)).toContain('VIC_ID of fv1 plain')
    expect(forms(decided.both).filter((form) => form.includes('fv2'))).toEqual([])
    // What is said of several together cannot be told apart: none of it.
    expect(forms(decided.both).filter((form) => /^(VIC_SUPPORT|VIC_LOC|VIC_VOICE|VIC_HEALTH) /.test(form))).toEqual([])
    expect(forms(decided.mother)).toEqual([
      'BEHAV reduced',
      'CRIM reduced',
      'META reduced',
      'PERP_ID of fp1 reduced',
      'RISK reduced',
      'TACTIC reduced',
    ])
    expect(decided.mother).toMatchObject({ effect: 'reduced', dates: 'month', publisher: 'type' })
  })

  it('gets another pair as pattern only, or not at all, whatever she reads for', () => {
    const incident: EventSeed = { type: INCIDENT, event_id: 'incident', harmed: [adult(PERSON.other)] }
    const safeChannel: EventSeed = { type: 'voice.contact-safety-set', event_id: 'safe-channel', harmed: [adult(PERSON.other)] }
    for (const purpose of [VSP, MRM]) {
      const decided = byId('idva', purpose, [incident, safeChannel, forPair(PERSON.one), listed])
      expect({ purpose, effects: Object.entries(decided).map(([id, { effect }]) => [id, effect]) }).toEqual({
        purpose,
        effects: [['incident', 'reduced']],
      })
      expect(forms(decided.incident).filter((form) => form.includes(PERSON.other))).toEqual([])
    }
    const before = decide(firstEngine, inputOf(requestOf('idva', MRM), [incident, safeChannel, forPair(PERSON.one), listed]))
    expect(before.events.map(({ sequence, effect }) => [sequence, effect]).toSorted()).toEqual([
      [1, 'shown'],
      [2, 'reduced'],
    ])
  })

  it('who is at the meeting without a woman of her own gets the pair of the meeting, whatever she reads for', () => {
    const proceedings = [{ kind: 'marac', token: 'meeting' }]
    const referral: EventSeed = {
      type: 'marac.referral-made',
      event_id: 'referral',
      agency: agencyNamed('fixture-police'),
      proceedings,
      facts: { consent_status: 'agreed' },
    }
    const meeting: EventSeed = {
      type: 'marac.case-listed',
      event_id: 'listing',
      agency: agencyNamed('fixture-marac'),
      harmed: [adult(PERSON.one)],
      proceedings,
      facts: { agencies_asked: ['idva_service'], meeting_on: '2026-06-01T09:30:00Z', list_status: 'listed' },
    }
    const incidents: EventSeed[] = [
      { type: INCIDENT, event_id: 'hers' },
      { type: INCIDENT, event_id: 'another', harmed: [adult(PERSON.other)] },
    ]
    for (const purpose of [VSP, MRM]) {
      const decided = byId('idva', purpose, [...incidents, referral, meeting])
      expect({ purpose, hers: decided.hers?.effect, another: decided.another?.effect }).toEqual({
        purpose,
        hers: 'shown',
        another: 'reduced',
      })
    }
  })

  it("is bound by the wishes of a woman who is not hers, and not by her own client's", () => {
    const refusal = (person: string): EventSeed => ({
      type: 'consent.recorded',
      harmed: [adult(person)],
      facts: { person_role: 'harmed_adult', status: 'refused' },
    })
    const support: EventSeed = { type: 'voice.support-status-changed', event_id: 'support', harmed: [adult(PERSON.one)] }
    expect(byId('idva', VSP, [support, refusal(PERSON.one), forPair(PERSON.one)]).support?.effect).toBe('shown')
    expect(
      byId('idva', MRM, [support, refusal(PERSON.one), linked(token('reader'), 'allocated', { pairs: [PERSON.perpetrator, PERSON.other] })])
        .support,
    ).toBeUndefined()
  })
})

describe('a harmed child', () => {
  const incident: EventSeed = { type: INCIDENT, event_id: 'incident', harmed: [adult(PERSON.one), childOf(PERSON.child)] }
  const refused: EventSeed = { type: 'consent.recorded', facts: { person_role: 'harmed_adult', status: 'refused' } }

  it('is named by the stricter of its two classes', () => {
    expect(forms(byId('marac_coordinator', MRM, [incident, listed]).incident)).toContain('CHILD of fc1 plain')
    expect(forms(byId('agency_rep', 'adult_safeguarding', [incident, listed]).incident)).toContain('CHILD of fc1 reduced')
    expect(forms(byId('marac_coordinator', MRM, [incident, refused, listed]).incident)).toContain('CHILD of fc1 reduced')
  })
})

describe('dates and publishers', () => {
  it('are coarse in a reduced event, and its place in the order tells nothing of its day', () => {
    const at = (event_id: string, type: string, from: string): EventSeed => ({
      type,
      event_id,
      occurred: { from, until: null, precision: 'day' },
    })
    const seeds = [at('early', INCIDENT, '2026-03-02'), at('late', INCIDENT, '2026-03-20')]
    const court = (from: string): EventSeed => at('court', 'family.proceedings-updated', from)
    const order = (from: string) => Object.keys(byId('marac_coordinator', MRM, [...seeds, court(from), listed]))
    expect(order('2026-03-10')).toEqual(['court', 'early', 'late'])
    expect(order('2026-03-30')).toEqual(['court', 'early', 'late'])
    expect(byId('marac_coordinator', MRM, [court('2026-03-10'), listed]).court).toMatchObject({ dates: 'month', publisher: 'type' })
  })

  it('never name the publisher to a facilitator', () => {
    expect(byId('programme_facilitator', PIN, [{ type: INCIDENT, event_id: 'incident' }, allocated]).incident).toMatchObject({
      dates: 'exact',
      publisher: 'masked',
    })
  })

  it('mark what was recorded late', () => {
    const late: EventSeed = { type: INCIDENT, event_id: 'late', recorded_at: '2026-02-01T09:00:00+00:00' }
    expect(byId('marac_coordinator', MRM, [late, { type: INCIDENT, event_id: 'prompt' }, listed])).toMatchObject({
      late: { late: true },
      prompt: { late: false },
    })
  })
})
