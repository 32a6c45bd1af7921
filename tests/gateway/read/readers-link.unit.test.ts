import { describe, expect, it } from '@jest/globals'
import { readersLink, type LinkSource } from '../../../gateway/read/readers-link.ts'
import { listedBy } from '../../../policy/explain/reader-link.ts'
import { decide } from '../../../policy/decide/decide.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import {
  adult,
  agencies,
  catalogue,
  inputOf,
  linked,
  PERSON,
  release,
  requestOf,
  token,
  type EventSeed,
} from '../../policy/case-builder.ts'

const MARAC = 'marac_risk_management'
const referral: EventSeed = {
  type: 'marac.referral-made',
  event_id: 'referral',
  agency: agencyNamed('fixture-police'),
  proceedings: [{ kind: 'marac', token: 'meeting' }],
  facts: { consent_status: 'agreed' },
}
const listing: EventSeed = {
  type: 'marac.case-listed',
  event_id: 'listing',
  agency: agencyNamed('fixture-marac'),
  harmed: [adult(PERSON.one)],
  proceedings: [{ kind: 'marac', token: 'meeting' }],
  facts: { agencies_asked: ['idva_service'], meeting_on: '2026-06-01T09:30:00Z', list_status: 'listed' },
}

describe('by what a reader has to do with a case', () => {
  const request = requestOf('marac_coordinator', MARAC)
  const sourceOf = (seeds: readonly EventSeed[], change: (source: LinkSource) => LinkSource = (source) => source): LinkSource => {
    const input = inputOf({ ...request, reader: { ...request.reader, agency: agencyNamed('fixture-marac') } }, seeds)
    return change({ policies: ['link.listed'], listed: listedBy(release, input), decision: decide(release, input), agencies, catalogue })
  }

  it('is the meeting and its day, where the listing is on the timeline', () => {
    expect(readersLink(sourceOf([referral, listing]))).toEqual({
      kind: 'meeting',
      meeting: { on: '2026-06-01T09:30:00Z', by: agencies.get('fixture-marac')?.name },
    })
  })

  it('says no day of a listing that is not shown, or not whole, and not which of both it is', () => {
    const hidden = (source: LinkSource): LinkSource => ({ ...source, decision: { ...source.decision, events: [] } })
    const byMonth = (source: LinkSource): LinkSource => ({
      ...source,
      decision: { ...source.decision, events: source.decision.events.map((event) => ({ ...event, dates: 'month' })) },
    })
    for (const change of [hidden, byMonth]) expect(readersLink(sourceOf([referral, listing], change))).toEqual({ kind: 'listed' })
    const named = linked(token('reader'), 'listed')
    expect(readersLink(sourceOf([referral, listing, named], hidden))).toEqual({ kind: 'named' })
    expect(readersLink(sourceOf([referral, named]))).toEqual({ kind: 'named' })
  })

  it('is an allocation, a task or an emergency, by the first policy that permits', () => {
    for (const [id, kind] of [
      ['link.allocated', 'allocated'],
      ['link.task', 'task'],
      ['link.break-glass', 'emergency'],
      ['link.extract', 'extract'],
    ] as const)
      expect(readersLink(sourceOf([referral, listing], (source) => ({ ...source, policies: ['role-purpose.held', id] })))).toEqual({ kind })
    expect(readersLink(sourceOf([], (source) => ({ ...source, policies: [] })))).toBeUndefined()
  })
})
