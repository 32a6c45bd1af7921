import { describe, expect, it } from '@jest/globals'
import { agencyNamed } from '../../fixtures/ids.ts'
import { linked, PERSON, token, type EventSeed } from '../case-builder.ts'
import {
  allocated,
  answer,
  BEFORE,
  idvaOf,
  incident,
  LATELY,
  listed,
  listing,
  MRM,
  ofDrive,
  PIN,
  read,
  referral,
  sees,
  SINCE,
} from './case.ts'

describe('her wishes', () => {
  const consent = (status: string, agency: string, seed: Partial<EventSeed> = {}): EventSeed => ({
    type: 'consent.recorded',
    event_id: `${status} by ${agency}`,
    agency: agencyNamed(agency),
    published_at: LATELY,
    ...seed,
    facts: { person_role: 'harmed_adult', status, purposes: MRM, ...seed.facts },
  })
  const seesWords = (seeds: readonly EventSeed[], more: Parameters<typeof read>[3] = {}): boolean =>
    sees('VIC_VOICE', 'incident', read('marac_chair', MRM, [incident, listed, ...seeds], more))
  const managerSeesHer = (id: string, seeds: readonly EventSeed[]): boolean => {
    const { events, ids } = read('perp_case_manager', PIN, [incident, ofDrive, allocated, ...seeds], {
      agency: agencyNamed('fixture-drive'),
    })
    return events.some(({ sequence, parts }) => ids[sequence - 1] === id && parts.some((part) => part.class === 'VIC_VOICE'))
  }
  const later = { occurred: { from: '2026-02-01', until: null, precision: 'day' } }
  const viewsOf = (agency: string): EventSeed => ({
    type: 'voice.views-recorded',
    event_id: 'views',
    agency: agencyNamed(agency),
    occurred: { from: '2026-01-20', until: null, precision: 'day' },
    published_at: '2026-06-01T11:30:00.000Z',
  })

  it('a refusal that names her counts at once for everybody, whoever but a kind that faces him records it', () => {
    expect(seesWords([])).toBe(true)
    for (const agency of ['fixture-gp', 'fixture-housing', 'fixture-police']) expect(seesWords([consent('refused', agency)])).toBe(false)
  })

  it('a refusal by who faces him counts for its own events and for readers who face him, and waits for all others', () => {
    const refused = consent('refused', 'fixture-drive')
    expect(seesWords([refused])).toBe(true)
    expect([managerSeesHer('incident', []), managerSeesHer('incident', [refused])]).toEqual([true, false])
    expect(sees('VIC_VOICE', 'of-drive', read('marac_chair', MRM, [ofDrive, listed, refused]))).toBe(false)
    expect(seesWords([refused, listing, answer(refused, 'fixture-marac')])).toBe(false)
  })

  it('a refusal by her link worker, who is allocated to her at such an agency, counts for everybody', () => {
    const worker = linked(token('link worker'), 'allocated', {
      agency: 'fixture-drive',
      pairs: [PERSON.perpetrator, PERSON.one],
      role: 'partner_link_worker',
    })
    expect(seesWords([consent('refused', 'fixture-drive'), worker])).toBe(false)
    expect(
      seesWords([
        consent('refused', 'fixture-drive'),
        linked(token('manager'), 'allocated', { agency: 'fixture-drive', role: 'perp_case_manager' }),
      ]),
    ).toBe(true)
  })

  it('a refusal that names nobody and leads to nobody waits', () => {
    expect(seesWords([consent('refused', 'fixture-gp', { harmed: [] })])).toBe(true)
  })

  it('what she refused her advocate is not widened by an “agreed” of the perpetrator programme, the police or a surgery', () => {
    const refused = consent('refused', 'fixture-idva')
    for (const agency of ['fixture-drive', 'fixture-police', 'fixture-gp', 'fixture-marac']) {
      expect(seesWords([refused, consent('agreed', agency, later), idvaOf(PERSON.one)])).toBe(false)
    }
  })

  it('a refusal is widened by who recorded it, by the agency of her allocated worker, and by the coordinating agency with later views of hers', () => {
    const refused = consent('refused', 'fixture-gp')
    expect(seesWords([refused, consent('agreed', 'fixture-gp', later)])).toBe(true)
    expect([
      seesWords([refused, consent('agreed', 'fixture-idva', later)]),
      seesWords([refused, consent('agreed', 'fixture-idva', later), idvaOf(PERSON.one)]),
    ]).toEqual([false, true])
    expect(seesWords([refused, consent('agreed', 'fixture-idva', later), idvaOf(PERSON.other)])).toBe(false)
    const byMarac = consent('agreed', 'fixture-marac', later)
    expect([seesWords([refused, byMarac, listing]), seesWords([refused, byMarac, listing, viewsOf('fixture-idva')])]).toEqual([false, true])
  })

  it('a refusal is ended on the list by her allocated worker, and by nobody who is not', () => {
    const refused = consent('refused', 'fixture-gp')
    expect(seesWords([refused, idvaOf(PERSON.one), answer(refused, 'fixture-idva', 'ended', { staff: token('advocate') })])).toBe(true)
    expect(seesWords([refused, idvaOf(PERSON.one), answer(refused, 'fixture-idva', 'ended', { staff: token('colleague') })])).toBe(false)
    expect(seesWords([refused, listing, answer(refused, 'fixture-marac', 'ended')])).toBe(false)
    expect(seesWords([refused, listing, viewsOf('fixture-idva'), answer(refused, 'fixture-marac', 'ended')])).toBe(true)
  })

  it('one agency’s refusal followed by its own “agreed” lifts nothing that another recorded', () => {
    expect(
      seesWords([consent('refused', 'fixture-idva'), consent('refused', 'fixture-police'), consent('agreed', 'fixture-police', later)]),
    ).toBe(false)
  })

  it('a class that she leaves out stays left out, whoever else records an agreement', () => {
    const seesWhere = (seeds: readonly EventSeed[]): boolean =>
      sees('BEHAV', 'incident', read('marac_chair', MRM, [incident, listed, ...seeds]))
    const partly = consent('agreed_in_part', 'fixture-idva', { facts: { classes_excluded: 'BEHAV' } })
    expect([
      seesWhere([]),
      seesWhere([partly]),
      seesWhere([partly, consent('agreed', 'fixture-gp', later)]),
      seesWhere([partly, consent('agreed', 'fixture-idva', later)]),
    ]).toEqual([true, false, false, true])
  })

  it('what a referral says of her consent is never over what was recorded', () => {
    const agreed: EventSeed = { ...referral, ...later, agency: agencyNamed('fixture-idva'), facts: { consent_status: 'agreed' } }
    expect(seesWords([consent('refused', 'fixture-gp'), agreed, idvaOf(PERSON.one)])).toBe(false)
  })

  it('of before: a refusal stands, also of who faces him; an agreement lifts one for 28 days, then no more unless it was confirmed', () => {
    const before = { published_at: BEFORE }
    expect(seesWords([consent('refused', 'fixture-drive', before)], { instrumentsSince: SINCE })).toBe(false)
    const [refused, agreed] = [consent('refused', 'fixture-gp', before), consent('agreed', 'fixture-police', { ...before, ...later })]
    expect(seesWords([refused, agreed], { instrumentsSince: SINCE })).toBe(true)
    const long = '2026-05-04T11:59:59.999Z'
    const [longRefused, longAgreed] = [refused, agreed].map((seed) => ({ ...seed, published_at: '2026-05-01T09:00:00.000Z' }))
    const [one, other] = [longRefused ?? refused, longAgreed ?? agreed]
    expect(seesWords([one, other], { instrumentsSince: '2026-05-04T12:00:00.000Z' })).toBe(true)
    expect(seesWords([one, other], { instrumentsSince: long })).toBe(false)
    expect(seesWords([one, other, listing, answer(other, 'fixture-marac')], { instrumentsSince: long })).toBe(true)
  })
})
