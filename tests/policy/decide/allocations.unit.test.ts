import { describe, expect, it } from '@jest/globals'
import { namedPair } from '../../../policy/decide/allocations.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { adult, agencies, inputOf, PERSON, release, requestOf, type EventSeed } from '../case-builder.ts'

const OTHER = 'other-drive'
const known = new Map([...agencies, [OTHER, { name: 'Other Drive', type: 'drive_provider', areas: ['fixture'] }]])

const referral = (more: Partial<EventSeed> = {}): EventSeed => ({
  type: 'programme.referral-made',
  proceedings: [{ kind: 'referral', token: 'r1', ended: false }],
  facts: { provider: 'fixture-drive' },
  ...more,
})
const over = (agency: string): EventSeed => ({
  type: 'programme.status-changed',
  agency: agencyNamed(agency),
  proceedings: [{ kind: 'referral', token: 'r1', ended: true }],
  published_at: '2026-02-01T09:00:00.000Z',
})
const named = (agency: string, ...seeds: readonly EventSeed[]) =>
  namedPair(
    release,
    { ...inputOf(requestOf('drive_case_manager', 'perp_intervention', { agency: agencyNamed(agency) }), seeds), agencies: known },
    { agency: agencyNamed(agency), tokens: [] },
  )

describe('whom two people of a worker’s own agency may allocate the worker to', () => {
  it('is the pair that another agency’s event names, and it rests on the proceeding of that event', () => {
    expect(named('fixture-drive', referral())).toEqual({ pair: [PERSON.perpetrator, PERSON.one], by: 'fixture-police', proceeding: 'r1' })
  })

  it('is nobody where a referral names another provider of the kind, and somebody where it names one of another kind', () => {
    expect(named(OTHER, referral())).toBeUndefined()
    expect(named('fixture-idva', referral())).toMatchObject({ by: 'fixture-police' })
    expect(named(OTHER, referral({ facts: {} }))).toMatchObject({ by: 'fixture-police' })
  })

  it('is nobody once the proceeding is over, as who referred or the provider says', () => {
    expect(named('fixture-drive', referral(), over('fixture-police'))).toBeUndefined()
    expect(named('fixture-drive', referral(), over('fixture-drive'))).toBeUndefined()
    expect(named('fixture-drive', referral(), over('fixture-gp'))).toMatchObject({ proceeding: 'r1' })
  })

  it('is nobody where the event names two women, or is the agency’s own', () => {
    expect(named('fixture-drive', referral({ harmed: [adult(PERSON.one), adult(PERSON.other)] }))).toBeUndefined()
    expect(named('fixture-drive', referral({ agency: agencyNamed('fixture-drive') }))).toBeUndefined()
  })
})
