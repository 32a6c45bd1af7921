import { describe, expect, it } from '@jest/globals'
import { foldCase } from '../../../core/case/case-state.ts'
import { endedBy, ENDING_TYPES } from '../../../core/case/proceeding-ends.ts'
import { CASE_LINKED, SYSTEM_AGENCY } from '../../../core/case/system-event.ts'
import type { AgencyId } from '../../../schemas/ids.ts'
import { loadCatalogue } from '../../../schemas/index.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { agencies, CASE_LOG, numbered, release, type EventSeed } from '../../policy/case-builder.ts'
import { theFirst } from '../../fixtures/demo-events.ts'

const table =
  release.instruments ??
  (() => {
    throw new Error('no table')
  })()
const OWN = agencyNamed('fixture-idva')
const NAMES = agencyNamed('fixture-police')

const at = (day: string): Pick<EventSeed, 'occurred' | 'published_at'> => ({
  occurred: { from: day, until: null, precision: 'day' },
  published_at: `${day}T09:00:00.000Z`,
})
const link = (kind: string): EventSeed => ({
  type: CASE_LINKED,
  agency: SYSTEM_AGENCY,
  harmed: [],
  ...at('2026-01-10'),
  facts: {
    agency: OWN,
    staff: 'token',
    link: 'allocated',
    from: '2026-01-10T09:00:00.000Z',
    until: '2026-07-01T00:00:00.000Z',
    given_by: OWN,
    proceeding: `${kind}-1`,
    named_by: NAMES,
  },
})
const says = (
  kind: string,
  day: string,
  {
    agency = NAMES,
    ended = true,
    type = 'programme.status-changed',
    id,
  }: { agency?: AgencyId; ended?: boolean; type?: string; id?: string } = {},
): EventSeed => ({
  type,
  agency,
  proceedings: [{ kind, token: `${kind}-1`, ended }],
  ...(id === undefined ? {} : { event_id: id }),
  ...at(day),
})
const allocated = (seeds: readonly EventSeed[], now = '2026-03-01'): number =>
  foldCase([{ caseLog: CASE_LOG, events: numbered(seeds) }], agencies, Date.parse(now), { table, since: undefined }).allocations.length

describe('an allocation ends with the proceeding on which it rests', () => {
  it('when the agency whose event named the worker’s says so, or the worker’s own', () => {
    expect(allocated([link('referral')])).toBe(1)
    expect(allocated([link('referral'), says('referral', '2026-02-01')])).toBe(0)
    expect(allocated([link('referral'), says('referral', '2026-02-01', { agency: OWN })])).toBe(0)
  })

  it('and not when any other agency says so, when another proceeding is over, or when what says so is retracted', () => {
    expect(allocated([link('referral'), says('referral', '2026-02-01', { agency: agencyNamed('fixture-housing') })])).toBe(1)
    expect(allocated([link('referral'), says('order', '2026-02-01', { type: 'order.status-changed' })])).toBe(1)
    const retracted: EventSeed = {
      type: 'record.retracted',
      agency: NAMES,
      harmed: [],
      facts: { target_event: 'over' },
      ...at('2026-02-02'),
    }
    expect(allocated([link('referral'), says('referral', '2026-02-01', { id: 'over' }), retracted])).toBe(1)
  })

  it('and not again when the worker’s own agency says that it goes on, or lists the case itself', () => {
    const over = [link('order'), says('order', '2026-02-01', { type: 'order.status-changed' })]
    expect(allocated([...over, says('order', '2026-02-03', { type: 'order.status-changed', ended: false, agency: OWN })])).toBe(0)
    const listing = (agency: string, day: string): EventSeed => ({
      type: 'marac.case-listed',
      agency: agencyNamed(agency),
      proceedings: [{ kind: 'marac', token: 'marac-1' }],
      ...at(day),
      facts: { meeting_on: `${day}T09:30:00Z`, list_status: 'listed', agencies_asked: ['police'] },
    })
    const referral: EventSeed = {
      type: 'marac.referral-made',
      agency: NAMES,
      proceedings: [{ kind: 'marac', token: 'marac-1' }],
      facts: { consent_status: 'agreed' },
      ...at('2026-01-05'),
    }
    const met = [referral, link('marac'), listing('fixture-marac', '2026-01-20')]
    expect(allocated(met)).toBe(0)
    expect(allocated([...met, listing(OWN, '2026-02-20')])).toBe(0)
  })

  it('and goes on when the newest word is that the proceeding goes on', () => {
    expect(
      allocated([
        link('order'),
        says('order', '2026-02-01', { type: 'order.status-changed' }),
        says('order', '2026-02-03', { type: 'order.status-changed', ended: false }),
      ]),
    ).toBe(1)
  })

  it('a MARAC is over when none of its listings gives access, and not while it is not listed yet', () => {
    const referral: EventSeed = {
      type: 'marac.referral-made',
      agency: NAMES,
      proceedings: [{ kind: 'marac', token: 'marac-1' }],
      facts: { consent_status: 'agreed' },
      ...at('2026-01-05'),
    }
    const listed: EventSeed = {
      type: 'marac.case-listed',
      agency: agencyNamed('fixture-marac'),
      proceedings: [{ kind: 'marac', token: 'marac-1' }],
      ...at('2026-01-12'),
      facts: { meeting_on: '2026-01-20T09:30:00Z', list_status: 'listed', agencies_asked: ['police'] },
    }
    expect(allocated([referral, link('marac')])).toBe(1)
    expect(allocated([referral, link('marac'), listed], '2026-02-16')).toBe(1)
    expect(allocated([referral, link('marac'), listed], '2026-02-19')).toBe(0)
  })
})

describe('what says that a proceeding is over', () => {
  const { types } = loadCatalogue()

  it('is of types and codes that the catalogue has', () => {
    for (const type of ENDING_TYPES) expect(types.has(type)).toBe(true)
  })

  it('is a status that ends it, and none that goes on', () => {
    const event = theFirst(({ type }) => type === 'programme.status-changed')
    const kind = (status: string): string | undefined =>
      endedBy({ type: event.type, data: { ...event.data, details: { ...event.data.details, status } } })
    expect(['completed', 'ended_further_abuse', 'declined_by_subject'].map(kind)).toEqual(['referral', 'referral', 'referral'])
    expect(['referred', 'waiting', 'started', 'suspended_safety'].map(kind)).toEqual([undefined, undefined, undefined, undefined])
    expect(endedBy({ type: 'behaviour.incident-recorded', data: event.data })).toBeUndefined()
  })
})
