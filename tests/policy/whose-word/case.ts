import { CONFIRMED } from '../../../core/case/confirmations.ts'
import { decide } from '../../../policy/decide/decide.ts'
import type { DecisionInput } from '../../../policy/facts/input.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { inputOf, linked, PERSON, release, requestOf, systemEvent, token, type EventSeed } from '../case-builder.ts'

export const MRM = 'marac_risk_management'
export const VSP = 'victim_safety_planning'
export const PIN = 'perpetrator_intervention'
export const INCIDENT = 'behaviour.incident-recorded'
export const MARAC = [{ kind: 'marac', token: 'marac-1' }]

/** An hour before the read. */
export const LATELY = '2026-06-01T11:00:00.000Z'
/** Before SINCE: what was published then keeps for a while the effect that it had. */
export const BEFORE = '2026-05-10T09:00:00.000Z'
/** From when on it is asked whose word counts (`instrumentsSince`), in tests of what was published before. */
export const SINCE = '2026-05-20T09:00:00.000Z'

export const incident: EventSeed = { type: INCIDENT, event_id: 'incident' }
export const ofDrive: EventSeed = { type: INCIDENT, event_id: 'of-drive', agency: agencyNamed('fixture-drive') }
export const referral: EventSeed = {
  type: 'marac.referral-made',
  event_id: 'referral',
  agency: agencyNamed('fixture-gp'),
  proceedings: MARAC,
  facts: { consent_status: 'unknown' },
}
/** The MARAC lists the case on the surgery's referral: it coordinates it. */
export const listing: EventSeed = {
  type: 'marac.case-listed',
  event_id: 'listing',
  agency: agencyNamed('fixture-marac'),
  proceedings: MARAC,
  facts: { meeting_on: '2026-06-10T10:00:00+01:00', agencies_asked: ['police', 'idva_service'], list_status: 'listed' },
}
/** By whom the case came to that MARAC: it says nothing of wishes. */
export const transfer: EventSeed = {
  type: 'marac.case-transferred',
  event_id: 'transfer',
  agency: agencyNamed('far-marac'),
  proceedings: MARAC,
  harmed: [],
}
export const withTransfer = (seeds: readonly EventSeed[]): readonly EventSeed[] => (seeds.includes(listing) ? [...seeds, transfer] : seeds)
export const listed = linked(token('reader'), 'listed')
export const allocated = linked(token('reader'), 'allocated')
export const idvaOf = (person: string, staff = 'advocate'): EventSeed =>
  linked(token(staff), 'allocated', { pairs: [PERSON.perpetrator, person], role: 'idva' })

export const read = (
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
export const sees = (sensitivity: string, id: string, { events, ids }: ReturnType<typeof read>): boolean =>
  events.some(
    ({ sequence, parts }) => ids[sequence - 1] === id && parts.some((part) => part.class === sensitivity && part.form === 'plain'),
  )

/** Somebody's answer about an event, on the list. */
export const answer = (target: EventSeed, agency: string, said = 'confirmed', more: Readonly<Record<string, string>> = {}): EventSeed =>
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
