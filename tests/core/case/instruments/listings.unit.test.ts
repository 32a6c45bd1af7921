import { describe, expect, it } from '@jest/globals'
import { foldCase, type CaseState } from '../../../../core/case/case-state.ts'
import { listingGivesAccess } from '../../../../core/case/listing.ts'
import type { AgencyId } from '../../../../schemas/ids.ts'
import { agencyNamed } from '../../../fixtures/ids.ts'
import { agencies as known, CASE_LOG, numbered, release, systemEvent, type EventSeed } from '../../../policy/case-builder.ts'

const agencies = new Map([...known, ['far-marac', { name: 'Far MARAC', type: 'marac_coordination', areas: ['elsewhere'] }]])
const table =
  release.instruments ??
  (() => {
    throw new Error('no table')
  })()
const fold = (seeds: readonly EventSeed[], now: string, since?: string): CaseState =>
  foldCase([{ caseLog: CASE_LOG, events: numbered(seeds) }], agencies, Date.parse(now), {
    table,
    since: since === undefined ? undefined : Date.parse(since),
  })

const at = (day: string): Pick<EventSeed, 'occurred' | 'published_at'> => ({
  occurred: { from: day, until: null, precision: 'day' },
  published_at: `${day}T09:00:00.000Z`,
})
const marac = (id: string, area = 'fixture') => ({ kind: 'marac', token: `${area}:${id}` })
const OWN = agencyNamed('fixture-marac')
const POLICE = agencyNamed('fixture-police')
const FAR = agencyNamed('far-marac')

/** A listing with the tokens that its agency has. */
const listing = (
  day: string,
  meeting: string,
  {
    id = 'M1',
    agency = OWN,
    status = 'listed',
    ...more
  }: Partial<EventSeed> & { readonly id?: string; readonly agency?: AgencyId; readonly status?: string } = {},
): EventSeed => ({
  type: 'marac.case-listed',
  agency,
  proceedings: [marac(id, agency === FAR ? 'elsewhere' : 'fixture')],
  ...at(day),
  ...more,
  facts: {
    meeting_on: `${meeting}T09:30:00Z`,
    list_status: status,
    agencies_asked: ['police', 'idva_service', 'housing_la'],
    marac_of: agency,
    marac_id_of: `${agency} ${id}`,
  },
})
const referral = (
  day: string,
  { id = 'M1', to, ...more }: Partial<EventSeed> & { readonly id?: string; readonly to?: string } = {},
): EventSeed => ({
  type: 'marac.referral-made',
  agency: POLICE,
  proceedings: [marac(id)],
  ...at(day),
  facts: { consent_status: 'agreed', ...(to === undefined ? {} : { marac_of: to, marac_id_of: `${to} ${id}` }) },
  ...more,
})
const transfer = (day: string, to: string): EventSeed => ({ ...referral(day, { to }), type: 'marac.case-transferred', agency: OWN })
const action = (day: string, due: string, more: Partial<EventSeed> = {}): EventSeed => ({
  type: 'marac.action-agreed',
  agency: OWN,
  proceedings: [marac('M1'), { kind: 'action', token: 'a1' }],
  facts: { owner: 'fixture-police', due },
  ...at(day),
  ...more,
})
const update = (agency: AgencyId, status: string, day: string): EventSeed => ({
  type: 'marac.action-updated',
  agency,
  proceedings: [{ kind: 'action', token: 'a1' }],
  facts: { status, updated_on: day },
  ...at(day),
})
const heard = (day: string, agency = OWN): EventSeed => ({
  type: 'marac.case-heard',
  agency,
  proceedings: [marac('M1')],
  facts: { heard_on: `${day}T10:00:00Z`, flag_until: '2027-01-01' },
  ...at(day),
})

const effects = (seeds: readonly EventSeed[], now: string, since?: string): readonly string[] =>
  fold(seeds, now, since)
    .instruments.filter(({ kind }) => kind === 'listing')
    .map(({ sender, effect }) => `${sender} ${effect}`)
const isOpen = (seeds: readonly EventSeed[], now: string): boolean => fold(seeds, now).listings.length > 0
const sees = (seeds: readonly EventSeed[], now: string): readonly string[] => {
  const { listings } = fold(seeds, now)
  return [...agencies.keys()].filter((agency) => listings.some((one) => listingGivesAccess(one, agencyNamed(agency), agencies)))
}

describe('a listing takes effect when another agency has referred the case to that MARAC', () => {
  it('whichever came first', () => {
    expect(effects([referral('2026-02-01'), listing('2026-02-10', '2026-03-01')], '2026-02-11T00:00:00Z')).toEqual([`${OWN} in-force`])
    expect(effects([listing('2026-02-10', '2026-03-01')], '2026-02-11T00:00:00Z')).toEqual([`${OWN} waits`])
    expect(effects([listing('2026-02-10', '2026-03-01'), referral('2026-02-12')], '2026-02-13T00:00:00Z')).toEqual([`${OWN} in-force`])
  })

  it("not by the MARAC's own referral or transfer, and not by a referral that is gone", () => {
    const listed = listing('2026-02-10', '2026-03-01')
    expect(effects([referral('2026-02-01', { agency: OWN }), listed], '2026-02-11T00:00:00Z')).toEqual([`${OWN} waits`])
    expect(effects([transfer('2026-02-01', OWN), listed], '2026-02-11T00:00:00Z')).toEqual([`${OWN} waits`])
    const retracted: EventSeed = { type: 'record.retracted', harmed: [], facts: { target_event: 'r' } }
    expect(effects([referral('2026-02-01', { event_id: 'r' }), listed, retracted], '2026-02-11T00:00:00Z')).toEqual([`${OWN} waits`])
  })

  it('one listing by the MARAC of another area, to which nobody referred, opens nothing to anybody', () => {
    const seeds = [referral('2026-02-01'), listing('2026-02-10', '2026-03-01', { agency: FAR, id: 'M1' })]
    expect(effects(seeds, '2026-02-11T00:00:00Z')).toEqual([`${FAR} waits`])
    expect(sees(seeds, '2026-02-11T00:00:00Z')).toEqual([])
  })

  it('a referral that names the receiving agency needs no area in common, and counts for no other MARAC', () => {
    const seeds = [
      referral('2026-02-01', { to: FAR }),
      listing('2026-02-10', '2026-03-01', { agency: FAR, id: 'its own' }),
      listing('2026-02-10', '2026-03-01'),
    ]
    expect(effects(seeds, '2026-02-11T00:00:00Z')).toEqual([`${FAR} in-force`, `${OWN} waits`])
  })

  it('when she moves for a time both listings are open, and one ends not the other', () => {
    const seeds = [
      referral('2026-02-01'),
      listing('2026-02-10', '2026-03-01'),
      transfer('2026-02-20', FAR),
      listing('2026-02-22', '2026-03-10', { agency: FAR, id: 'F9' }),
    ]
    expect(effects(seeds, '2026-02-23T00:00:00Z')).toEqual([`${OWN} in-force`, `${FAR} in-force`])
    expect(sees(seeds, '2026-02-23T00:00:00Z')).toEqual(['fixture-police', OWN, 'fixture-idva', 'fixture-housing', FAR])
    const withdrawn = listing('2026-02-24', '2026-03-10', { agency: FAR, id: 'F9', status: 'withdrawn' })
    expect(effects([...seeds, withdrawn], '2026-02-25T00:00:00Z')).toEqual([`${OWN} in-force`])
  })
})

describe('an emergency meeting counts three working days without a referral', () => {
  // 2026-02-13 is a Friday.
  const emergency = (day: string, more: Partial<EventSeed> & { readonly id?: string } = {}) =>
    listing(day, '2026-02-20', { status: 'emergency_meeting', ...more })
  const before: EventSeed = { type: 'behaviour.incident-recorded', agency: POLICE, ...at('2026-02-12') }
  const after: EventSeed = { type: 'behaviour.incident-recorded', agency: agencyNamed('fixture-idva'), ...at('2026-02-14') }

  it('for agencies that had an event in the case before it', () => {
    expect(sees([before, emergency('2026-02-13'), after], '2026-02-15T00:00:00Z')).toEqual(['fixture-police'])
  })

  it('for whoever lists it only where another agency brought the case to it before: no MARAC opens a case by its own events alone', () => {
    const own: EventSeed = { type: 'risk.level-changed', agency: OWN, ...at('2026-02-12') }
    for (const planted of [own, listing('2026-02-12', '2026-02-20', { id: 'M0' }), heard('2026-02-12')]) {
      expect(sees([before, planted, emergency('2026-02-13'), after], '2026-02-15T00:00:00Z')).toEqual(['fixture-police'])
    }
    const metBefore = [referral('2025-02-01', { id: 'M0' }), listing('2025-02-02', '2025-02-10', { id: 'M0' })]
    expect(sees([...metBefore, emergency('2026-02-13'), after], '2026-02-15T00:00:00Z')).toEqual([POLICE, OWN])
  })

  it('stands on the list until then, and waits afterwards', () => {
    const [line] = fold([before, emergency('2026-02-13')], '2026-02-15T00:00:00Z').instruments
    expect([line?.effect, line?.until]).toEqual(['in-force', Date.parse('2026-02-18T09:00:00Z')])
    expect(effects([before, emergency('2026-02-13')], '2026-02-18T09:00:01Z')).toEqual([`${OWN} waits`])
  })

  it('is not made longer by saying it again, under another id, or in place of the first', () => {
    const again = [emergency('2026-02-17', { id: 'M2' }), { ...emergency('2026-02-17'), corrects: 'e1' }]
    for (const second of again)
      expect(sees([before, emergency('2026-02-13', { event_id: 'e1' }), second], '2026-02-18T09:00:01Z')).toEqual([])
  })

  it('counts for everybody asked as soon as the referral comes', () => {
    expect(sees([before, emergency('2026-02-13'), referral('2026-02-16')], '2026-02-19T00:00:00Z')).toEqual([
      'fixture-police',
      OWN,
      'fixture-idva',
    ])
  })

  it('gives no standing: nobody decides for others by it', () => {
    const state = fold([before, emergency('2026-02-13')], '2026-02-14T00:00:00Z')
    expect([POLICE, OWN].map((agency) => state.hasStanding(agency))).toEqual([false, false])
    expect(fold([before, emergency('2026-02-13'), referral('2026-02-14')], '2026-02-15T00:00:00Z').hasStanding(POLICE)).toBe(true)
  })
})

describe('a listing gives access', () => {
  const listed = [referral('2026-02-01'), listing('2026-02-10', '2026-03-01')]

  it('until 28 days after its meeting', () => {
    expect(['2026-03-29T09:30:00Z', '2026-03-29T09:30:01Z'].map((now) => isOpen(listed, now))).toEqual([true, false])
    expect(isOpen([...listed, heard('2026-03-05')], '2026-04-02T09:00:00Z')).toBe(true)
  })

  it('28 days after an action was closed, or 84 after it was due while it is open', () => {
    const agreed = [...listed, action('2026-03-01', '2026-04-01')]
    expect(['2026-06-24T20:00:00Z', '2026-06-25T00:00:00Z'].map((now) => isOpen(agreed, now))).toEqual([true, false])
    const closed = [...agreed, update(POLICE, 'completed', '2026-04-10')]
    expect(['2026-05-08T20:00:00Z', '2026-05-09T00:00:00Z'].map((now) => isOpen(closed, now))).toEqual([true, false])
  })

  it('and only the MARAC that listed it makes it longer', () => {
    const late = '2026-04-10T00:00:00Z'
    expect(isOpen([...listed, action('2026-03-01', '2026-06-01', { agency: FAR })], late)).toBe(false)
    expect(isOpen([...listed, heard('2026-03-20', FAR)], late)).toBe(false)
    expect(
      isOpen(
        [
          ...listed,
          action('2026-03-01', '2026-03-02'),
          update(OWN, 'completed', '2026-03-02'),
          update(POLICE, 'in_progress', '2026-03-20'),
        ],
        late,
      ),
    ).toBe(false)
    // What the owner says to be done at a late day counts no longer than the action would have counted.
    const done = [...listed, action('2026-03-01', '2026-03-02'), update(POLICE, 'completed', '2027-01-01')]
    expect(['2026-05-25T20:00:00Z', '2026-05-26T00:00:00Z'].map((now) => isOpen(done, now))).toEqual([true, false])
    // Nobody but owner and coordinator closes it.
    expect(
      isOpen(
        [...listed, action('2026-03-01', '2026-04-01'), update(agencyNamed('fixture-idva'), 'completed', '2026-03-02')],
        '2026-05-01T00:00:00Z',
      ),
    ).toBe(true)
  })

  it('never longer than 12 months after the first meeting of that MARAC id', () => {
    const seeds = [
      ...listed,
      heard('2026-03-01'),
      action('2026-03-01', '2030-01-01'),
      listing('2027-01-10', '2027-02-01'),
      referral('2027-01-01'),
    ]
    expect(['2027-03-01T23:00:00Z', '2027-03-02T00:00:00Z'].map((now) => isOpen(seeds, now))).toEqual([true, false])
  })

  it('again only after a new referral', () => {
    const repeat = [...listed, listing('2026-06-10', '2026-06-20')]
    expect(effects(repeat, '2026-06-11T00:00:00Z')).toEqual([`${OWN} waits`])
    expect(effects([...repeat, referral('2026-06-12')], '2026-06-13T00:00:00Z')).toEqual([`${OWN} in-force`])
    expect(effects([...listed, listing('2026-06-10', '2026-06-20', { id: 'M2' })], '2026-06-11T00:00:00Z')).toEqual([
      `${OWN} ended`,
      `${OWN} waits`,
    ])
  })

  it('a meeting that was put off needs none', () => {
    const later = [...listed, listing('2026-02-28', '2026-04-01', { status: 'deferred', ...at('2026-02-28') })]
    expect(effects(later, '2026-04-10T00:00:00Z')).toEqual([`${OWN} in-force`])
  })

  it('a transfer that names the agency gives its ids together no more than 12 months', () => {
    const seeds = [
      transfer('2026-02-01', FAR),
      listing('2026-02-10', '2026-03-01', { agency: FAR, id: 'F1' }),
      ...[
        ...['03', '04', '05', '06', '07', '08', '09', '10', '11', '12'].map((month) => `2026-${month}-20`),
        '2027-01-20',
        '2027-02-20',
      ].map((day, nr) => listing(day, `${day.slice(0, 8)}28`, { agency: FAR, id: `F${String(nr + 2)}` })),
    ]
    expect(['2026-04-20T00:00:00Z', '2027-03-01T23:00:00Z', '2027-03-02T00:00:00Z'].map((now) => isOpen(seeds, now))).toEqual([
      true,
      true,
      false,
    ])
  })

  it('and says which actions are overdue, and when access ends', () => {
    const [open] = fold([...listed, action('2026-03-01', '2026-04-01')], '2026-05-01T00:00:00Z').listings
    expect(open?.overdue?.map(({ owner }) => owner)).toEqual(['fixture-police'])
    expect(new Date(open?.accessEnds ?? 0).toISOString()).toBe('2026-06-24T22:59:59.999Z')
    expect(fold([...listed, action('2026-03-01', '2026-04-01')], '2026-03-31T00:00:00Z').listings[0]?.overdue).toEqual([])
  })
})

describe('a listing from before the table', () => {
  const seeds = [listing('2026-02-10', '2026-03-01'), action('2026-03-01', '2026-03-02')]
  const since = '2026-06-01T00:00:00Z'
  const yes = (agency: string): EventSeed => ({
    ...systemEvent('access.confirmed', {
      target_event: 'event-1',
      target_agency: OWN,
      target_system: 'records',
      at: '2026-06-05T00:00:00Z',
      agency,
      staff: 't',
      role: 'dpo',
      answer: 'confirmed',
    }),
  })

  it('keeps its effect for 28 days, on the list', () => {
    expect(['2026-06-28T00:00:00Z', '2026-06-29T00:00:01Z'].map((now) => effects(seeds, now, since))).toEqual([
      [`${OWN} in-force`],
      [`${OWN} ended`],
    ])
    expect(fold(seeds, '2026-06-28T00:00:00Z', since).instruments[0]?.until).toBe(Date.parse('2026-06-29T00:00:00Z'))
  })

  it('and as long as any other when another agency than the sender confirms it', () => {
    const listed = [listing('2026-05-10', '2026-06-20')]
    expect(effects([...listed, yes('fixture-operator')], '2026-07-10T00:00:00Z', since)).toEqual([`${OWN} in-force`])
    expect(effects([...listed, yes(OWN)], '2026-07-10T00:00:00Z', since)).toEqual([`${OWN} waits`])
  })
})
