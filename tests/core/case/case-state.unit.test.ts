import { describe, expect, it } from '@jest/globals'
import { foldCase, type CaseState } from '../../../core/case/case-state.ts'
import { listingGivesAccess } from '../../../core/case/listing.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { adult, agencies, CASE_LOG, childOf, numbered, PERSON, type EventSeed } from '../../policy/case-builder.ts'

const fold = (seeds: readonly EventSeed[], now = '2026-06-01T12:00:00Z'): CaseState =>
  foldCase([{ caseLog: CASE_LOG, events: numbered(seeds) }], agencies, Date.parse(now))
const event = (state: CaseState, id: string) =>
  state.events.all.find(({ index }) => index.event_id === id) ??
  (() => {
    throw new Error(id)
  })()
const on = (from: string) => ({ occurred: { from, until: null, precision: from.length > 10 ? 'exact' : 'day' } })

describe('versions', () => {
  const version = (id: string, corrects: string | null, more: Partial<EventSeed> = {}): EventSeed => ({
    type: 'risk.level-changed',
    event_id: id,
    corrects,
    ...more,
  })
  const shown = (seeds: readonly EventSeed[]): readonly string[] => {
    const state = fold(seeds)
    return state.events.all.filter((entry) => !state.isGone(entry)).map(({ index }) => index.event_id)
  }

  it('show the last of a chain, in whatever order it arrived', () => {
    expect(shown([version('a', null), version('b', 'a'), version('c', 'b')])).toEqual(['c'])
    expect(shown([version('c', 'b'), version('b', 'a'), version('a', null)])).toEqual(['c'])
  })

  it('show the one published last of two that replace the same', () => {
    expect(
      shown([
        version('a', null),
        version('b', 'a', { published_at: '2026-02-02T00:00:00.000Z' }),
        version('c', 'a', { published_at: '2026-02-01T00:00:00.000Z' }),
      ]),
    ).toEqual(['b'])
  })

  it('show one of versions that replace each other', () => {
    expect(shown([version('a', 'b'), version('b', 'a')])).toHaveLength(1)
  })

  it('do not replace an event of another type or agency', () => {
    expect(
      shown([
        version('a', null),
        { ...version('b', 'a'), type: 'order.made' },
        version('c', 'a', { agency: agencyNamed('fixture-housing') }),
      ]),
    ).toEqual(['a', 'b', 'c'])
  })

  it('do not bring an earlier one back when the later is retracted', () => {
    const retraction: EventSeed = { type: 'record.retracted', event_id: 'r', harmed: [], facts: { target_event: 'b' } }
    expect(shown([version('a', null), version('b', 'a'), retraction])).toEqual(['r'])
  })
})

describe('pairs', () => {
  const meeting = [{ kind: 'marac', token: 'm1' }]
  const action = [{ kind: 'action', token: 'a1' }]
  const nobody = (id: string, more: Partial<EventSeed>): EventSeed => ({
    type: 'marac.research-returned',
    event_id: id,
    harmed: [],
    ...more,
  })
  const scopeOf = (state: CaseState, id: string) => {
    const scope = state.scope(event(state, id))
    return typeof scope === 'string' ? scope : [...scope].sort()
  }

  it('are those of the people named; a child brings every adult it is named with', () => {
    const state = fold([
      { type: 'case.opened', event_id: 'both', harmed: [adult(PERSON.one), childOf(PERSON.child)] },
      { type: 'family.encompass-notified', event_id: 'child', harmed: [childOf(PERSON.child)] },
    ])
    expect(scopeOf(state, 'child')).toEqual([PERSON.child, PERSON.one])
  })

  it("are taken from the meeting, through the action, to the action's update", () => {
    const state = fold([
      nobody('update', { type: 'marac.action-updated', proceedings: action }),
      nobody('action', { type: 'marac.action-agreed', proceedings: [...action, ...meeting] }),
      { type: 'marac.referral-made', event_id: 'referral', proceedings: meeting },
    ])
    expect(['update', 'action'].map((id) => scopeOf(state, id))).toEqual([[PERSON.one], [PERSON.one]])
  })

  it('are taken from the event referred to', () => {
    expect(scopeOf(fold([{ type: 'order.made', event_id: 'order' }, nobody('n', { references: ['order'] })]), 'n')).toEqual([PERSON.one])
  })

  it('are not known while an id is not', () => {
    expect(scopeOf(fold([nobody('n', { proceedings: meeting })]), 'n')).toBe('unknown')
    expect(scopeOf(fold([nobody('n', { references: ['missing'] })]), 'n')).toBe('unknown')
    expect(scopeOf(fold([nobody('n', { references: ['first'] }), nobody('first', { proceedings: meeting })]), 'n')).toBe('unknown')
  })

  it('are not known where an id means events of two other agencies', () => {
    const same = { type: 'order.made', event_id: 'same' }
    expect(
      scopeOf(
        fold([
          { ...same, agency: agencyNamed('fixture-housing') },
          { ...same, agency: agencyNamed('fixture-idva'), harmed: [adult(PERSON.other)] },
          nobody('n', { references: ['same'] }),
        ]),
        'n',
      ),
    ).toBe('unknown')
  })

  it("are every pair's where no id leads to one", () => {
    expect(scopeOf(fold([nobody('n', { proceedings: [{ kind: 'referral', token: 'x' }] })]), 'n')).toBe('every')
    expect(
      scopeOf(
        fold([
          nobody('open', { type: 'monitoring.status-changed', proceedings: [{ kind: 'em', token: 'e' }] }),
          nobody('alert', { proceedings: [{ kind: 'em', token: 'e' }] }),
        ]),
        'alert',
      ),
    ).toBe('every')
  })

  it('do not come from an event that was retracted', () => {
    const state = fold([
      { type: 'marac.referral-made', event_id: 'wrong', harmed: [adult(PERSON.other)], proceedings: meeting },
      { type: 'marac.case-listed', proceedings: meeting },
      nobody('research', { proceedings: meeting }),
      nobody('r', { type: 'record.retracted', references: ['wrong'], facts: { target_event: 'wrong' } }),
    ])
    expect(scopeOf(state, 'research')).toEqual([PERSON.one])
  })
})

describe('wishes', () => {
  const consent = (
    status: string,
    more: Partial<EventSeed> = {},
    facts: Readonly<Record<string, string | readonly string[]>> = {},
  ): EventSeed => ({ type: 'consent.recorded', facts: { person_role: 'harmed_adult', status, ...facts }, ...more })
  const referral = (status: string, from: string): EventSeed => ({
    type: 'marac.referral-made',
    facts: { consent_status: status },
    ...on(from),
  })
  const refused = (seeds: readonly EventSeed[], person = PERSON.one): boolean => fold(seeds).wishes.get(person)?.refused ?? false

  it.each(['refused', 'withdrawn', 'not_sought_unsafe', 'lacks_capacity'])('count %s as refusal', (status) => {
    expect(refused([consent(status)])).toBe(true)
  })
  it.each(['agreed', 'agreed_in_part', 'not_sought_urgent', 'unknown', 'child_not_competent'])('do not count %s', (status) => {
    expect(refused([consent(status)])).toBe(false)
  })

  it('are those that are true last, however they arrived', () => {
    expect(refused([consent('agreed', on('2026-02-02')), consent('refused', on('2026-02-01'))])).toBe(false)
    expect(refused([consent('refused', on('2026-02-02')), consent('agreed', on('2026-02-01'))])).toBe(true)
  })

  it('are told apart by number on one day, and never by a midnight that nobody meant', () => {
    expect(refused([consent('agreed', on('2026-02-01')), consent('refused', on('2026-02-01'))])).toBe(true)
    expect(refused([consent('agreed', on('2026-02-01T15:00:00+00:00')), consent('withdrawn', on('2026-02-01'))])).toBe(true)
  })

  it("are each person's own", () => {
    const state = fold([consent('refused', { harmed: [adult(PERSON.other)] }), consent('agreed')])
    expect([PERSON.one, PERSON.other].map((person) => state.wishes.get(person)?.refused)).toEqual([false, true])
  })

  it("take another agency's word in a referral as a refusal only, and only where none of her own follows", () => {
    expect(refused([referral('not_sought_unsafe', '2026-02-01')])).toBe(true)
    expect(refused([referral('refused', '2026-02-01'), consent('agreed', on('2026-02-05'))])).toBe(false)
    expect(refused([consent('agreed', on('2026-02-01')), referral('refused', '2026-02-05')])).toBe(true)
    expect(refused([consent('refused', on('2026-02-01')), referral('agreed', '2026-02-05')])).toBe(true)
  })

  it('do not come from what another person said, or what was replaced or retracted', () => {
    expect(refused([consent('refused', {}, { person_role: 'subject' })])).toBe(false)
    expect(
      refused([
        consent('agreed', { event_id: 'a' }),
        consent('refused', { event_id: 'b' }),
        { type: 'record.retracted', harmed: [], facts: { target_event: 'b' } },
      ]),
    ).toBe(false)
  })

  it('stay refused when an agreement has run out, and when the refusal was erased', () => {
    expect(refused([consent('refused', on('2026-01-01')), consent('agreed', on('2026-02-01'), { valid_until: '2026-05-31' })])).toBe(true)
    expect(
      refused([
        consent('refused', { event_id: 'a' }),
        { type: 'record.erased', agency: agencyNamed('fixture-operator'), harmed: [], facts: { target_event: 'a' } },
      ]),
    ).toBe(true)
  })

  it('leave out the classes of a partial agreement', () => {
    expect([...(fold([consent('agreed_in_part', {}, { classes_excluded: ['VIC_LOC'] })]).wishes.get(PERSON.one)?.excluded ?? [])]).toEqual([
      'VIC_LOC',
    ])
  })
})

describe('overrides', () => {
  const override = (more: Partial<EventSeed> = {}): EventSeed => ({
    type: 'consent.override-recorded',
    facts: { purposes: ['marac_risk_management'], classes: ['VIC_SUPPORT'], expires_on: '2026-06-01' },
    ...more,
  })
  const live = (seeds: readonly EventSeed[], now: string): number => fold(seeds, now).overrides.length

  it('are live from their decision to the end of their last day in London', () => {
    expect(
      ['2026-01-09T23:59:59Z', '2026-01-10T00:00:00Z', '2026-06-01T22:59:59Z', '2026-06-01T23:00:00Z'].map((now) =>
        live([override()], now),
      ),
    ).toEqual([0, 1, 1, 0])
  })

  it('are not live when retracted, and lift the wishes of those they name', () => {
    expect(
      live([override({ event_id: 'o' }), { type: 'record.retracted', harmed: [], facts: { target_event: 'o' } }], '2026-03-01T00:00:00Z'),
    ).toBe(0)
    expect([...(fold([override(), { type: 'case.opened', harmed: [adult(PERSON.other)] }]).overrides[0]?.adults ?? [])]).toEqual([
      PERSON.one,
    ])
  })
})

describe('listings', () => {
  const meeting = [{ kind: 'marac', token: 'm1' }]
  const list = (status: string, more: Partial<EventSeed> = {}): EventSeed => ({
    type: 'marac.case-listed',
    agency: agencyNamed('fixture-marac'),
    proceedings: meeting,
    facts: { meeting_on: '2026-03-01T09:30:00Z', list_status: status, agencies_asked: ['idva_service', 'housing_la'] },
    ...more,
  })
  const agreed: EventSeed = {
    type: 'marac.action-agreed',
    agency: agencyNamed('fixture-marac'),
    proceedings: [...meeting, { kind: 'action', token: 'a1' }],
  }
  const updated = (status: string, day: string): EventSeed => ({
    type: 'marac.action-updated',
    proceedings: [{ kind: 'action', token: 'a1' }],
    facts: { status, updated_on: day },
    ...on(day),
  })
  const open = (seeds: readonly EventSeed[], now: string): boolean => fold(seeds, now).listings.length > 0

  it('last for 28 days after the meeting', () => {
    expect(['2026-03-29T09:30:00Z', '2026-03-29T09:30:01Z'].map((now) => open([list('listed')], now))).toEqual([true, false])
  })

  it('last while an action is open, and 28 days after the last was closed', () => {
    expect(open([list('listed'), agreed], '2027-01-01T00:00:00Z')).toBe(true)
    expect(open([list('listed'), agreed, updated('in_progress', '2026-04-01')], '2027-01-01T00:00:00Z')).toBe(true)
    const closed = [list('listed'), agreed, updated('completed', '2026-05-01')]
    expect(['2026-05-29T20:00:00Z', '2026-05-30T00:00:00Z'].map((now) => open(closed, now))).toEqual([true, false])
  })

  it('are ended by a case that is taken off the list', () => {
    expect(open([list('listed'), list('withdrawn', on('2026-02-01'))], '2026-03-02T00:00:00Z')).toBe(false)
  })

  it('link the coordinator, and agencies of a type asked that share an area', () => {
    const [listing] = fold([list('listed')], '2026-03-02T00:00:00Z').listings
    if (listing === undefined) throw new Error('not listed')
    expect(
      ['fixture-marac', 'fixture-idva', 'fixture-housing', 'fixture-police', 'nobody'].map((agency) =>
        listingGivesAccess(listing, agencyNamed(agency), agencies),
      ),
    ).toEqual([true, true, false, false, false])
  })
})

describe('objections', () => {
  const objects = (status: string, restricted = 'false', more: Partial<EventSeed> = {}): EventSeed => ({
    type: 'rights.request-updated',
    harmed: [],
    proceedings: [{ kind: 'request', token: 'q' }],
    facts: { kind: 'objection', requester_kind: 'subject', status, restriction_while_pending: restricted },
    ...more,
  })
  const states = (seeds: readonly EventSeed[]) => fold(seeds).objections.map(({ inForce }) => inForce)

  it('wait, restrict while they wait, are upheld or dismissed', () => {
    expect(states([objects('received')])).toEqual([false])
    expect(states([objects('in_review', 'true')])).toEqual([true])
    expect(states([objects('received'), objects('granted'), objects('closed')])).toEqual([true])
    expect(states([objects('received', 'true'), objects('refused_reason')])).toEqual([])
    expect(states([{ ...objects('granted'), facts: { kind: 'rectification', status: 'granted' } }])).toEqual([])
  })
})

describe('blocks', () => {
  const blocked = (facts: Readonly<Record<string, string>>) => [
    ...fold([{ type: 'case.access-blocked', facts: { blocked_ref: 't', from_on: '2026-05-01T09:00:00Z', ...facts } }]).blocked,
  ]
  it('bar from their beginning to the end of their last day', () => {
    expect([
      blocked({}),
      blocked({ until: '2026-06-01' }),
      blocked({ until: '2026-05-31' }),
      blocked({ from_on: '2026-06-02T00:00:00Z' }),
    ]).toEqual([['t'], ['t'], [], []])
  })
})
