import { describe, expect, it } from '@jest/globals'
import type { IndexPart } from '../../../../../core/case/index-part.ts'
import { createCaseMemory } from '../../../../../core/case/memory/case-memory.ts'
import { judgeInCase } from '../../../../../core/publish/in-case/judge.ts'
import { agencyNamed } from '../../../../fixtures/ids.ts'
import { adult, indexOf, numbered, PERSON, type EventSeed } from '../../../../policy/case-builder.ts'

const INBOX: IndexPart['inbox'] = { topic: 'agency.fixture.events', partition: 0, offset: 9 }

/** What a publisher is told of the last event, and what the case keeps with it. */
function verdictOf(
  seed: EventSeed,
  before: readonly EventSeed[],
): { readonly refused: readonly string[]; readonly told: readonly string[]; readonly kept: readonly string[] } {
  const { errors, forPublisher, kept } = judgeInCase(
    indexOf({ inbox: INBOX, ...seed }, before.length + 1),
    createCaseMemory(numbered(before)),
  )
  return { refused: errors.map(({ code }) => code), told: forPublisher.map(({ code }) => code), kept: kept.map(({ code }) => code) }
}

describe('G11: a MARAC is told of a refusal', () => {
  const marac = [{ kind: 'marac', token: 'fixture:M1' }]
  const listing: EventSeed = {
    type: 'marac.case-listed',
    agency: agencyNamed('fixture-marac'),
    proceedings: marac,
    judged_by: ['G11.override'],
    facts: { list_status: 'listed', marac_of: 'fixture-marac', marac_id_of: 'fixture-marac M1' },
  }
  const refusal: EventSeed = {
    type: 'consent.recorded',
    agency: agencyNamed('fixture-idva'),
    facts: { person_role: 'harmed_adult', status: 'refused', purposes: 'marac_risk_management' },
  }
  const referral = (more: Partial<EventSeed> = {}): EventSeed => ({
    type: 'marac.referral-made',
    agency: agencyNamed('fixture-police'),
    proceedings: marac,
    facts: { consent_status: 'unknown' },
    ...more,
  })
  const silent = { refused: [], told: [], kept: ['G11'] }

  it('only when another agency has referred the case to it before', () => {
    expect(verdictOf(listing, [refusal])).toEqual(silent)
    expect(verdictOf(listing, [refusal, referral()])).toMatchObject({ refused: ['G11'] })
  })

  it('not by a referral of its own, to another MARAC, of another id or that was retracted', () => {
    const retracted: EventSeed = { type: 'record.retracted', harmed: [], facts: { target_event: 'r' } }
    for (const before of [
      [referral({ agency: agencyNamed('fixture-marac') })],
      [referral({ facts: { consent_status: 'unknown', marac_of: 'far-marac' } })],
      [referral({ proceedings: [{ kind: 'marac', token: 'fixture:M2' }] })],
      [referral({ event_id: 'r' }), retracted],
    ])
      expect(verdictOf(listing, [refusal, ...before])).toEqual(silent)
  })

  it('by a referral or transfer that names its agency, whatever the id', () => {
    for (const type of ['marac.referral-made', 'marac.case-transferred'])
      expect(verdictOf(listing, [refusal, referral({ type, proceedings: [], facts: { marac_of: 'fixture-marac' } })])).toMatchObject({
        refused: ['G11'],
      })
  })

  it('hears the same, whoever asks, where nobody refused', () => {
    expect(
      verdictOf(listing, [{ ...refusal, facts: { person_role: 'harmed_adult', status: 'agreed', purposes: 'marac_risk_management' } }]),
    ).toEqual({ refused: [], told: [], kept: [] })
  })

  it('is lifted by the override of an agency that itself referred the case to it, and by nobody else’s', () => {
    const override = (agency: string): EventSeed => ({
      type: 'consent.override-recorded',
      agency: agencyNamed(agency),
      facts: { purposes: 'marac_risk_management', classes: ['VIC_VOICE'], expires_on: '2026-12-01' },
    })
    for (const agency of ['fixture-gp', 'fixture-marac'])
      expect(verdictOf(listing, [refusal, referral(), referral({ agency: agencyNamed('fixture-marac') }), override(agency)])).toMatchObject(
        {
          refused: ['G11'],
        },
      )
    expect(verdictOf(listing, [refusal, referral(), override('fixture-police')])).toEqual({ refused: [], told: [], kept: [] })
    const elsewhere = referral({ agency: agencyNamed('fixture-gp'), facts: { consent_status: 'unknown', marac_of: 'far-marac' } })
    const transfer = referral({ agency: agencyNamed('fixture-gp'), type: 'marac.case-transferred' })
    for (const other of [elsewhere, transfer])
      expect(verdictOf(listing, [refusal, referral(), other, override('fixture-gp')])).toMatchObject({ refused: ['G11'] })
    const named = referral({
      agency: agencyNamed('fixture-gp'),
      proceedings: [],
      facts: { consent_status: 'unknown', marac_of: 'fixture-marac' },
    })
    expect(verdictOf(listing, [refusal, referral(), named, override('fixture-gp')])).toEqual({ refused: [], told: [], kept: [] })
    expect(verdictOf({ ...listing, judged_by: ['G11.referred'] }, [refusal, referral(), override('fixture-gp')])).toEqual({
      refused: [],
      told: [],
      kept: [],
    })
  })

  it('records of before are judged as they were', () => {
    expect(verdictOf({ ...listing, judged_by: ['G11'] }, [refusal])).toMatchObject({ refused: ['G11'] })
  })
})

describe('G13: police and prosecutors are told of a MARAC flag', () => {
  const flag: EventSeed = {
    type: 'marac.case-heard',
    agency: agencyNamed('fixture-marac'),
    facts: { flag_until: '2026-12-31', heard_on: '2026-01-05T10:00:00Z' },
  }
  const resolution: EventSeed = { type: 'oocr.considered', judged_by: ['G13.known'] }
  const named = (person: string, more: Partial<EventSeed> = {}): EventSeed => ({
    type: 'behaviour.incident-recorded',
    harmed: [adult(person)],
    ...more,
  })

  it('only when an event of theirs named her before', () => {
    expect(verdictOf(resolution, [flag])).toEqual({ refused: [], told: [], kept: ['G13'] })
    expect(verdictOf(resolution, [flag, named(PERSON.one)])).toMatchObject({ refused: ['G13'] })
  })

  it('not by an event that names another woman, or that another agency published', () => {
    for (const other of [named(PERSON.other), named(PERSON.one, { agency: agencyNamed('fixture-housing') })])
      expect(verdictOf(resolution, [flag, other])).toEqual({ refused: [], told: [], kept: ['G13'] })
  })

  it('of two women only if it named the one with the flag', () => {
    const both = { ...resolution, harmed: [adult(PERSON.one), adult(PERSON.other)] }
    expect(verdictOf(both, [flag, named(PERSON.other)])).toEqual({ refused: [], told: [], kept: ['G13'] })
    expect(verdictOf(both, [flag, named(PERSON.one)])).toMatchObject({ refused: ['G13'] })
  })

  it('not after the flag has ended', () => {
    expect(verdictOf(resolution, [{ ...flag, facts: { flag_until: '2026-01-08' } }, named(PERSON.one)])).toEqual({
      refused: [],
      told: [],
      kept: [],
    })
  })

  it('records of before are judged as they were', () => {
    expect(verdictOf({ ...resolution, judged_by: ['G13'] }, [flag])).toMatchObject({ refused: ['G13'] })
  })
})

describe('G12, G14, G25, G28 and W07 in the case', () => {
  const bail = [{ kind: 'bail', token: 'fixture:B1' }]
  const other = [{ kind: 'bail', token: 'fixture:B2' }]
  const views: EventSeed = { type: 'bail.victim-views-sought', event_id: 'v', proceedings: other }
  const decision = (judgedBy: string): EventSeed => ({
    type: 'bail.decided',
    proceedings: bail,
    facts: { views_event: 'v' },
    judged_by: [judgedBy],
  })

  it('are kept with the event and told to nobody: their publisher hears at the door what its own events say', () => {
    expect(verdictOf(decision('G14.kept'), [views])).toEqual({ refused: [], told: [], kept: ['G14'] })
    const dvds = [{ kind: 'dvds', token: 'fixture:D1' }]
    const application: EventSeed = { type: 'dvds.application-received', proceedings: dvds, facts: { due_by: '2026-01-01' } }
    expect(verdictOf({ type: 'dvds.disclosure-made', proceedings: dvds, judged_by: ['G25.kept'] }, [application])).toEqual({
      refused: [],
      told: [],
      kept: ['G25'],
    })
    expect(
      verdictOf({ type: 'dvds.decision-made', proceedings: dvds, facts: { decided_on: '2026-01-05' }, judged_by: ['W07.kept'] }, [
        application,
      ]),
    ).toEqual({ refused: [], told: [], kept: ['W07'] })
  })

  it('are kept once where intake warned already', () => {
    const warned = { ...decision('G14.kept'), warnings: [{ pointer: '/data/details/views_event', code: 'G14' }] }
    expect(verdictOf(warned, [views])).toEqual({ refused: [], told: [], kept: ['G14'] })
  })

  it('records of before are judged as they were', () => {
    expect(verdictOf(decision('G14'), [views])).toMatchObject({ refused: ['G14'] })
  })
})
