import { describe, expect, it } from '@jest/globals'
import { CONFIRMED } from '../../core/case/confirmations.ts'
import { APPROVAL_GIVEN } from '../../core/case/step-up.ts'
import { decide } from '../../policy/decide/decide.ts'
import { loadRelease } from '../../policy/release/load.ts'
import { mayApprove } from '../../policy/decide/may-approve.ts'
import type { DecisionInput } from '../../policy/facts/input.ts'
import { agencyNamed } from '../fixtures/ids.ts'
import {
  adult,
  blockOf,
  inputOf,
  linked,
  PERSON,
  release,
  releaseFiles,
  requestOf,
  systemEvent,
  token,
  type EventSeed,
} from './case-builder.ts'

const MRM = 'marac_risk_management'
const VSP = 'victim_safety_planning'
const PIN = 'perpetrator_intervention'
const INCIDENT = 'behaviour.incident-recorded'
const MARAC = [{ kind: 'marac', token: 'marac-1' }]

/** Published an hour before the read; a year before it began to be asked whose word counts. */
const LATELY = '2026-06-01T11:00:00.000Z'
const BEFORE = '2026-05-10T09:00:00.000Z'
const SINCE = '2026-05-20T09:00:00.000Z'

const incident: EventSeed = { type: INCIDENT, event_id: 'incident' }
const ofDrive: EventSeed = { type: INCIDENT, event_id: 'of-drive', agency: agencyNamed('fixture-drive') }
const referral: EventSeed = {
  type: 'marac.referral-made',
  event_id: 'referral',
  agency: agencyNamed('fixture-gp'),
  proceedings: MARAC,
  facts: { consent_status: 'unknown' },
}
/** The MARAC lists the case on the surgery's referral: it coordinates it. */
const listing: EventSeed = {
  type: 'marac.case-listed',
  event_id: 'listing',
  agency: agencyNamed('fixture-marac'),
  proceedings: MARAC,
  facts: { meeting_on: '2026-06-10T10:00:00+01:00', agencies_asked: ['police', 'idva_service'], list_status: 'listed' },
}
/** By whom the case came to that MARAC: it says nothing of wishes. */
const transfer: EventSeed = {
  type: 'marac.case-transferred',
  event_id: 'transfer',
  agency: agencyNamed('far-marac'),
  proceedings: MARAC,
  harmed: [],
}
const withTransfer = (seeds: readonly EventSeed[]): readonly EventSeed[] => (seeds.includes(listing) ? [...seeds, transfer] : seeds)
const listed = linked(token('reader'), 'listed')
const allocated = linked(token('reader'), 'allocated')
const idvaOf = (person: string, staff = 'advocate'): EventSeed =>
  linked(token(staff), 'allocated', { pairs: [PERSON.perpetrator, person], role: 'idva' })

const read = (
  role: string,
  purpose: string,
  seeds: readonly EventSeed[],
  more: Parameters<typeof requestOf>[2] & Partial<DecisionInput> = {},
) => {
  const { instrumentsSince, ...request } = more
  const input = {
    ...inputOf(requestOf(role, purpose, request), withTransfer(seeds)),
    ...(instrumentsSince === undefined ? {} : { instrumentsSince }),
  }
  return { ...decide(release, input), ids: input.logs[0]?.events.map(({ index }) => index.event_id) ?? [] }
}

/** Whether a reader gets a class of the named event in plain form. */
const sees = (sensitivity: string, id: string, { events, ids }: ReturnType<typeof read>): boolean =>
  events.some(
    ({ sequence, parts }) => ids[sequence - 1] === id && parts.some((part) => part.class === sensitivity && part.form === 'plain'),
  )

/** Somebody's answer about an event, on the list. */
const answer = (target: EventSeed, agency: string, said = 'confirmed', more: Readonly<Record<string, string>> = {}): EventSeed =>
  systemEvent(CONFIRMED, {
    target_event: target.event_id ?? '',
    target_agency: target.agency ?? 'fixture-police',
    target_system: 'records',
    answer: said,
    agency,
    staff: token(`somebody of ${agency}`),
    role: 'marac_coordinator',
    at: LATELY,
    ...more,
  })

describe('a block', () => {
  const block = blockOf(token('reader'), { event_id: 'block' })
  const isOut = (seeds: readonly EventSeed[], more: Parameters<typeof read>[3] = {}): boolean =>
    read('social_worker', MRM, [incident, listed, ...seeds], more).outcome === 'not_found'

  it('of any agency that names a harmed person shuts its officer out at once, for 72 hours', () => {
    expect(isOut([block])).toBe(true)
    expect(isOut([{ ...block, agency: agencyNamed('fixture-housing') }])).toBe(true)
    const old = { ...block, published_at: '2026-05-29T11:59:59.999Z' }
    expect([isOut([{ ...old, published_at: '2026-05-29T12:00:00.000Z' }]), isOut([old])]).toEqual([true, false])
  })

  it('said again, also in place of one that was taken back, lasts no longer; after 28 days it is another', () => {
    const days = ['2026-05-29T11:00:00.000Z', '2026-05-31T11:00:00.000Z', LATELY].map((day, at) => ({
      ...block,
      event_id: `block-${String(at)}`,
      published_at: day,
    }))
    expect(isOut(days)).toBe(false)
    expect(isOut([...days, { type: 'record.retracted', harmed: [], facts: { target_event: 'block-0' } }])).toBe(false)
    expect(
      isOut([
        { ...block, published_at: '2026-05-04T10:59:59.999Z' },
        { ...block, event_id: 'anew', published_at: LATELY },
      ]),
    ).toBe(true)
  })

  it('of an agency that names no harmed person waits', () => {
    expect(isOut([{ ...block, agency: agencyNamed('fixture-housing'), harmed: [] }])).toBe(false)
    expect(
      isOut([
        { ...block, agency: agencyNamed('fixture-housing'), harmed: [] },
        listing,
        answer({ ...block, agency: agencyNamed('fixture-housing') }, 'fixture-marac'),
      ]),
    ).toBe(true)
  })

  it('of her advocate waits, whoever says it, and so does one of a whole agency and of chair or coordinator', () => {
    expect(read('idva', VSP, [incident, block, idvaOf(PERSON.one, 'reader')]).outcome).toBe('permit')
    expect(isOut([blockOf(token('fixture-idva'), { barred: { agency: agencyNamed('fixture-idva'), whole: true } })])).toBe(false)
    const chair = linked(token('reader'), 'listed', { role: 'marac_chair' })
    expect(read('marac_chair', MRM, [incident, block, chair]).outcome).toBe('permit')
    const coordinators = blockOf(token('reader'), { barred: { agency: agencyNamed('fixture-marac'), whole: false } })
    expect(read('marac_coordinator', MRM, [incident, listing, coordinators], { agency: agencyNamed('fixture-marac') }).outcome).toBe(
      'permit',
    )
  })

  it('is confirmed or ended by the coordinating agency, the operator’s data protection officer or the barred person’s own agency, and by nobody else', () => {
    const old = { ...block, published_at: '2026-05-25T09:00:00.000Z', barred: { agency: agencyNamed('fixture-idva'), whole: false } }
    const officer = { role: 'dpo' }
    expect(isOut([old, listing, answer(old, 'fixture-marac')])).toBe(true)
    expect(isOut([old, answer(old, 'fixture-operator', 'confirmed', officer)])).toBe(true)
    expect(isOut([old, answer(old, 'fixture-idva')])).toBe(true)
    expect(
      isOut([old, answer(old, 'fixture-housing'), answer(old, 'fixture-operator'), answer(old, 'fixture-gp', 'confirmed', officer)]),
    ).toBe(false)
    for (const [by, more] of [
      ['fixture-marac', {}],
      ['fixture-operator', officer],
      ['fixture-idva', {}],
    ] as const) {
      expect(isOut([{ ...block, barred: old.barred }, listing, answer(block, by, 'ended', more)])).toBe(false)
    }
    expect(isOut([block, answer(block, 'fixture-housing', 'ended')])).toBe(true)
  })

  it('is not ended by the agency of whom it bars once the coordinating agency has confirmed it, nor by the barred person', () => {
    const barred = { ...block, barred: { agency: agencyNamed('fixture-idva'), whole: false } }
    expect(isOut([barred, listing, answer(barred, 'fixture-marac'), answer(barred, 'fixture-idva', 'ended')])).toBe(true)
    expect(isOut([barred, answer(barred, 'fixture-idva', 'ended', { staff: token('reader') })])).toBe(true)
  })

  it('that was confirmed counts no more when the answer is taken back', () => {
    const old = { ...block, published_at: '2026-05-25T09:00:00.000Z' }
    expect(isOut([old, listing, answer(old, 'fixture-marac'), answer(old, 'fixture-marac', 'retracted')])).toBe(false)
  })

  it('is never shown to whom it names, in force or not; its reason is for the chair', () => {
    const shown = (role: string, seeds: readonly EventSeed[], agency = 'fixture-marac') => {
      const { events, ids } = read(role, MRM, [incident, listing, ...seeds], { agency: agencyNamed(agency) })
      const event = events.find(({ sequence }) => ids[sequence - 1] === 'block')
      return event === undefined ? 'nothing' : event.parts.some((part) => part.class === 'STAFF') ? 'why' : 'that it is there'
    }
    const ofOther = blockOf(token('other'), { event_id: 'block' })
    const ofWhole = blockOf(token('fixture-marac'), { event_id: 'block', barred: { agency: agencyNamed('fixture-marac'), whole: true } })
    expect([
      shown('marac_chair', [ofOther]),
      shown('marac_coordinator', [ofOther]),
      shown('social_worker', [ofOther], 'fixture-police'),
    ]).toEqual(['why', 'that it is there', 'that it is there'])
    expect([shown('social_worker', [ofOther], 'fixture-idva'), shown('marac_chair', [ofWhole])]).toEqual(['nothing', 'nothing'])
  })

  it('of before keeps its effect until it is ended', () => {
    const old = { ...block, published_at: BEFORE }
    expect(isOut([old], { instrumentsSince: SINCE })).toBe(true)
    expect(
      isOut([{ ...old, facts: { ...block.facts, blocked_ref: token('reader') } }, idvaOf(PERSON.one, 'reader')], {
        instrumentsSince: SINCE,
      }),
    ).toBe(true)
    expect(isOut([old, listing, answer(old, 'fixture-marac', 'ended')], { instrumentsSince: SINCE })).toBe(false)
  })
})

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

describe('an objection', () => {
  const granted = (agency: string, seed: Partial<EventSeed> = {}): EventSeed => ({
    type: 'rights.request-updated',
    event_id: 'granted',
    agency: agencyNamed(agency),
    harmed: [],
    published_at: LATELY,
    facts: { kind: 'objection', requester_kind: 'subject', status: 'granted' },
    ...seed,
  })
  const read2 = (seeds: readonly EventSeed[], more: Parameters<typeof read>[3] = {}) => {
    const got = read(
      'probation_practitioner',
      'offender_management',
      [incident, { ...ofDrive, agency: agencyNamed('fixture-idva') }, allocated, ...seeds],
      more,
    )
    return [sees('BEHAV', 'of-drive', got), sees('BEHAV', 'incident', got)]
  }

  it('that any agency granted stops the use of its own events, and empties nobody else’s reads', () => {
    expect([read2([]), read2([granted('fixture-idva')]), read2([granted('fixture-police')])]).toEqual([
      [true, true],
      [false, true],
      [true, false],
    ])
  })

  it('granted by the coordinating agency, or by the bus operator, stops it for the case', () => {
    expect(read2([granted('fixture-marac')])).toEqual([true, true])
    expect(read2([granted('fixture-marac'), listing])).toEqual([false, false])
    expect(read2([granted('fixture-operator')])).toEqual([false, false])
  })

  it('is dismissed by no agency for another', () => {
    const request = { proceedings: [{ kind: 'request', token: 'request-1' }] }
    const refused = granted('fixture-idva', {
      ...request,
      event_id: 'refused',
      facts: { kind: 'objection', requester_kind: 'subject', status: 'refused_reason' },
    })
    expect(read2([granted('fixture-operator', request), refused])).toEqual([false, false])
  })

  it('of before: his stops others’ use for 28 days; hers until it is ended', () => {
    const [his, hers] = [
      granted('fixture-idva', { published_at: '2026-05-01T09:00:00.000Z' }),
      granted('fixture-idva', {
        published_at: '2026-05-01T09:00:00.000Z',
        harmed: [adult(PERSON.one)],
        facts: { kind: 'objection', requester_kind: 'harmed_adult', status: 'granted' },
      }),
    ]
    const at = (instrumentsSince: string) => [read2([his], { instrumentsSince }), read2([hers], { instrumentsSince })]
    expect(at('2026-05-04T12:00:00.000Z')).toEqual([
      [false, false],
      [false, false],
    ])
    expect(at('2026-05-04T11:59:59.999Z')).toEqual([
      [false, true],
      [false, false],
    ])
    expect(read2([hers, listing, answer(hers, 'fixture-marac', 'ended')], { instrumentsSince: SINCE })).toEqual([true, true])
  })
})

describe('an approval of a class', () => {
  const ofOther: EventSeed = { type: INCIDENT, event_id: 'of-other', harmed: [adult(PERSON.other)] }
  const approval = (role: string, code: string, seed: Readonly<Record<string, string>> = {}): EventSeed =>
    systemEvent(APPROVAL_GIVEN, {
      class: code,
      role,
      giver: token('giver'),
      agency: 'fixture-idva',
      asker: token('reader'),
      at: '2026-05-20T09:00:00.000Z',
      ...seed,
    })
  const where = (seeds: readonly EventSeed[]) => {
    const got = read('social_worker', 'child_safeguarding', [incident, ofOther, listed, ...seeds], { justified: true })
    return [sees('VIC_LOC', 'incident', got), sees('VIC_LOC', 'of-other', got)]
  }

  it('by an advocate opens where her own client is, and never where the other woman is', () => {
    expect(where([approval('idva', 'VIC_LOC'), idvaOf(PERSON.one, 'giver')])).toEqual([true, false])
    expect(where([approval('idva', 'VIC_LOC'), idvaOf(PERSON.other, 'giver')])).toEqual([false, true])
  })

  it('by an advocate opens nothing that leads to nobody, whomever the reader’s own agency names', () => {
    const ofNobody: EventSeed = { type: INCIDENT, event_id: 'of-nobody', harmed: [] }
    const own: EventSeed = { type: INCIDENT, event_id: 'own', agency: agencyNamed('fixture-idva') }
    const opened = (...seeds: readonly EventSeed[]): boolean =>
      sees(
        'VIC_LOC',
        'of-nobody',
        read(
          'social_worker',
          'child_safeguarding',
          [ofNobody, listed, approval('idva', 'VIC_LOC'), linked(token('giver'), 'allocated'), ...seeds],
          { justified: true },
        ),
      )
    expect([opened(), opened(own)]).toEqual([false, false])
  })

  it('of an advocate who is allocated to nobody here, of a chair without an open listing and of an officer without a task does not count', () => {
    expect(where([approval('idva', 'VIC_LOC')])).toEqual([false, false])
    expect(where([approval('marac_chair', 'VIC_LOC', { agency: 'fixture-marac' })])).toEqual([false, false])
    expect(where([approval('marac_chair', 'VIC_LOC', { agency: 'fixture-marac' }), listing])).toEqual([true, true])
  })

  it('in an event about both opens her own address, and not the other woman’s', () => {
    const both: EventSeed = { type: INCIDENT, event_id: 'both', harmed: [adult(PERSON.one), adult(PERSON.other)] }
    const got = read('social_worker', 'child_safeguarding', [both, listed, approval('idva', 'VIC_LOC'), idvaOf(PERSON.one, 'giver')], {
      justified: true,
    })
    const owners = got.events
      .flatMap(({ parts }) => parts)
      .filter((part) => part.class === 'VIC_LOC' && part.form === 'plain')
      .map(({ owner }) => owner)
    expect(owners).not.toContain(PERSON.other)
    expect(owners).not.toContain('')
  })

  it('of somebody who is barred does not count', () => {
    expect(where([approval('marac_chair', 'VIC_LOC', { agency: 'fixture-marac' }), listing, blockOf(token('giver'))])).toEqual([
      false,
      false,
    ])
  })

  it('is refused where it would not count, as where there is no such case', () => {
    const by = (role: string, code: string, seeds: readonly EventSeed[], agency = 'fixture-idva') =>
      mayApprove(release, inputOf(requestOf(role, MRM, { agency: agencyNamed(agency) }), withTransfer([incident, ...seeds])), code)
    expect([by('idva', 'VIC_LOC', [listed]), by('idva', 'VIC_LOC', [idvaOf(PERSON.one, 'reader')])]).toEqual([false, true])
    expect([by('marac_chair', 'VIC_LOC', [], 'fixture-marac'), by('marac_chair', 'VIC_LOC', [listing], 'fixture-marac')]).toEqual([
      false,
      true,
    ])
  })
})

describe('a release of before', () => {
  const first = loadRelease(new Map([...releaseFiles].filter(([path]) => path !== 'tables/instruments.json')))
  const decided = (seeds: readonly EventSeed[], role = 'marac_chair', purpose = MRM) => {
    const input = inputOf(requestOf(role, purpose), withTransfer([incident, listed, ...seeds]))
    return { ...decide(first, input), ids: input.logs[0]?.events.map(({ index }) => index.event_id) ?? [] }
  }

  it('takes every agency at its word, as it did', () => {
    const old = { published_at: '2026-01-01T09:00:00.000Z' }
    const consent = (status: string, agency: string): EventSeed => ({
      type: 'consent.recorded',
      agency: agencyNamed(agency),
      facts: { person_role: 'harmed_adult', status },
    })
    const refused = consent('refused', 'fixture-idva')
    const override: EventSeed = {
      type: 'consent.override-recorded',
      agency: agencyNamed('fixture-gp'),
      facts: { purposes: MRM, classes: ['VIC_VOICE'], expires_on: '2026-12-01' },
    }
    const words = (...seeds: readonly EventSeed[]): boolean => sees('VIC_VOICE', 'incident', decided(seeds))
    expect([words(), words(refused), words(refused, consent('agreed', 'fixture-drive')), words(refused, override)]).toEqual([
      true,
      false,
      true,
      true,
    ])
    expect(decided([blockOf(token('reader'), { ...old, agency: agencyNamed('fixture-housing'), harmed: [] })]).outcome).toBe('not_found')
    const approval = systemEvent(APPROVAL_GIVEN, {
      class: 'VIC_LOC',
      role: 'idva',
      giver: token('giver'),
      asker: token('reader'),
      at: '2026-05-20T09:00:00.000Z',
    })
    expect(sees('VIC_LOC', 'incident', decided([approval], 'social_worker', 'child_safeguarding'))).toBe(true)
    expect(first.engine).toBe(1)
  })
})
