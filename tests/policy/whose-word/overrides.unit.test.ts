import { describe, expect, it } from '@jest/globals'
import { agencyNamed } from '../../fixtures/ids.ts'
import { PERSON, token, type EventSeed } from '../case-builder.ts'
import { answer, idvaOf, INCIDENT, incident, LATELY, listed, listing, MARAC, MRM, read, referral, sees, transfer } from './case.ts'

describe('an override', () => {
  const refused: EventSeed = {
    type: 'consent.recorded',
    event_id: 'refused',
    agency: agencyNamed('fixture-idva'),
    facts: { person_role: 'harmed_adult', status: 'refused', purposes: MRM },
  }
  const override = (agency: string, seed: Partial<EventSeed> = {}): EventSeed => ({
    type: 'consent.override-recorded',
    event_id: 'override',
    agency: agencyNamed(agency),
    published_at: LATELY,
    facts: { purposes: MRM, classes: ['VIC_VOICE'], expires_on: '2026-12-01' },
    ...seed,
  })
  const ofGp: EventSeed = { type: INCIDENT, event_id: 'of-gp', agency: agencyNamed('fixture-gp') }
  const seesWords = (seeds: readonly EventSeed[], more: Parameters<typeof read>[3] = {}) => {
    const got = read('marac_chair', MRM, [incident, ofGp, refused, listed, ...seeds], more)
    return [sees('VIC_VOICE', 'of-gp', got), sees('VIC_VOICE', 'incident', got)]
  }

  it('of a surgery opens the surgery’s own record at once, and nobody else’s', () => {
    expect([seesWords([]), seesWords([override('fixture-gp')])]).toEqual([
      [false, false],
      [true, false],
    ])
  })

  it('opens others’ events when that agency has referred the case to a MARAC of another that lists it', () => {
    expect(seesWords([override('fixture-gp'), referral])).toEqual([true, false])
    expect(seesWords([override('fixture-gp'), referral, listing])).toEqual([true, true])
    expect(seesWords([override('fixture-police'), referral, listing])).toEqual([false, true])
  })

  it('does so by a referral that names the MARAC’s agency, under whatever id; and by none that names another’s', () => {
    const named = (marac: string): EventSeed => ({
      ...referral,
      event_id: 'named',
      proceedings: [],
      facts: { consent_status: 'unknown', marac_of: marac },
    })
    const ofIts = { ...listing, facts: { ...listing.facts, marac_of: 'fixture-marac' } }
    expect(seesWords([override('fixture-gp'), named('fixture-marac'), ofIts, transfer])).toEqual([true, true])
    expect(seesWords([override('fixture-gp'), { ...named('far-marac'), proceedings: MARAC }, ofIts, transfer])).toEqual([true, false])
  })

  it('of an agency with standing opens them when two of its people have confirmed it, each with their own sign-in', () => {
    const ofIdva = override('fixture-idva')
    const [one, other] = ['decider', 'approver'].map((staff) => answer(ofIdva, 'fixture-idva', 'confirmed', { staff: token(staff) }))
    if (one === undefined || other === undefined) throw new TypeError('two answers')
    expect(seesWords([ofIdva, idvaOf(PERSON.one), one, one])).toEqual([false, false])
    expect(seesWords([ofIdva, one, other])).toEqual([false, false])
    expect(seesWords([ofIdva, idvaOf(PERSON.one), one, other])).toEqual([true, true])
  })

  it('of before opens them for 28 days', () => {
    const before = override('fixture-gp', { published_at: '2026-05-01T09:00:00.000Z' })
    expect(seesWords([before], { instrumentsSince: '2026-05-04T12:00:00.000Z' })).toEqual([true, true])
    expect(seesWords([before], { instrumentsSince: '2026-05-04T11:59:59.999Z' })).toEqual([true, false])
  })
})
