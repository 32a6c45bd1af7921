import type { IndexPart } from '../../../core/case/index-part.ts'
import { SYSTEM_AGENCY } from '../../../core/case/system-event.ts'
import type { DecisionInput } from '../../../policy/facts/input.ts'
import type { Decision } from '../../../policy/decide/decision.ts'
import { byChildRule } from './child-rule.ts'
import { isSameGain, type Gain } from './gained.ts'
import { withOwn, type OwnEvent } from './own-event.ts'

/** Rows of D.11 (6) by which an own event may show more, with the types that say them. */
const ROWS: readonly (readonly [row: string, types: readonly string[]])[] = [
  [
    'listing',
    [
      'marac.case-listed',
      'marac.case-heard',
      'marac.action-agreed',
      'marac.action-updated',
      'marac.referral-made',
      'marac.case-transferred',
    ],
  ],
  ['agreement', ['consent.recorded', 'marac.referral-made']],
  ['override', ['consent.override-recorded']],
  ['objection', ['rights.request-updated']],
  ['block', ['case.access-blocked']],
]

const OWN_ACTS: ReadonlySet<string> = new Set(['record.corrected', 'record.retracted', 'record.erased'])
const TAKES_BACK: ReadonlySet<string> = new Set(['record.retracted', 'record.erased'])
/** A type that is in no row and bears on nobody else's event. */
const NO_INSTRUMENT = 'programme.status-changed'

/** Decides, and says what a case shows more of others' events than a decision: by default the one before the own event. */
export interface Compared {
  readonly decides: (input: DecisionInput) => Decision
  readonly gainedIn: (after: DecisionInput, before?: Decision) => readonly Gain[]
}

const eventsOf = ({ before: { logs } }: OwnEvent) =>
  logs.flatMap(({ caseLog, events }) => events.map(({ sequence, index }) => ({ caseLog, sequence, index })))
const targetsOf = ({ facts }: IndexPart): readonly string[] =>
  facts.filter(({ field }) => field === 'target_event').flatMap(({ values }) => values)

const isOperators = ({ event: { agency }, before: { agencies } }: OwnEvent): boolean => agencies.get(agency)?.type === 'bus_operator'

/**
 * Types of the events that an own event corrects or acts on: to take an instrument back is that instrument. Those of the own agency; the bus operator acts on any
 * agency's, on a data protection officer's order (G10).
 */
function actedOn(own: OwnEvent): readonly string[] {
  const ids = new Set([own.event.corrects, ...targetsOf(own.event)])
  return eventsOf(own)
    .filter(({ index }) => (index.agency === own.event.agency || isOperators(own)) && ids.has(index.event_id))
    .map(({ index }) => index.type)
}

/** True where the gain rests on the type of the own event, or on what it acts on: of another type it is not gained. */
const isByType = (own: OwnEvent, gain: Gain, gainedIn: (after: DecisionInput) => readonly Gain[]): boolean =>
  !gainedIn(withOwn(own.before, { ...own.event, type: NO_INSTRUMENT, corrects: null, facts: [] })).some((still) => isSameGain(still, gain))

/**
 * True of the tombstone of an event that the bus operator itself took back on the data protection officer's order (G10): an audit is shown it (D.1, 7), and it is no
 * content: "event id, type, dates, reason; no payload" (E).
 */
function isTombstoneOfOrder(own: OwnEvent, { caseLog, sequence, what }: Gain): boolean {
  const { event } = own
  return (
    what === 'tombstone' &&
    TAKES_BACK.has(event.type) &&
    isOperators(own) &&
    eventsOf(own).some(
      (said) =>
        said.caseLog === caseLog &&
        said.sequence === sequence &&
        said.index.agency !== SYSTEM_AGENCY &&
        targetsOf(event).includes(said.index.event_id),
    )
  )
}

const isEmergency = ({ type, facts }: IndexPart): boolean =>
  type === 'marac.case-listed' && facts.some(({ field, values }) => field === 'list_status' && values.includes('emergency_meeting'))

/**
 * True where the gain rests on the own event's having been there before another agency's emergency listing: "an emergency_meeting counts three working days without
 * a referral, for agencies that had an event in the case before it" (D.11, 6). Published at the read, it is not gained.
 */
function isOfEmergency(own: OwnEvent, gain: Gain, gainedIn: (after: DecisionInput) => readonly Gain[]): boolean {
  const { event, before } = own
  return (
    eventsOf(own).some(({ index }) => isEmergency(index) && index.agency !== event.agency && index.published_at > event.published_at) &&
    !gainedIn(withOwn(before, { ...event, published_at: before.now })).some((still) => isSameGain(still, gain))
  )
}

/** True where the own event acts on own events that alone had hidden it: without those and without it, as much was shown. Nothing is bought by taking one's own word back. */
function isOwnWordTakenBack(own: OwnEvent, gain: Gain, { decides, gainedIn }: Compared): boolean {
  const { event, before } = own
  const ids = new Set([event.corrects, ...(OWN_ACTS.has(event.type) ? targetsOf(event) : [])])
  const logs = before.logs.map((log) => ({
    ...log,
    events: log.events.filter(({ index }) => index.agency !== event.agency || !ids.has(index.event_id)),
  }))
  const isLess = logs.some(({ events }, at) => events.length < (before.logs[at]?.events.length ?? 0))
  return isLess && !gainedIn(own.after, decides({ ...before, logs })).some((still) => isSameGain(still, gain))
}

/** The row by which an own event may show so much more; undefined: it is on no table. */
export function rowOf(own: OwnEvent, compared: Compared): (gain: Gain) => string | undefined {
  const { event } = own
  const gainedIn = (after: DecisionInput): readonly Gain[] => compared.gainedIn(after)
  const types = OWN_ACTS.has(event.type) ? actedOn(own) : [event.type, ...actedOn(own)]
  const said = ROWS.find(([, saying]) => types.some((type) => saying.includes(type)))?.[0]
  const isOfChild = byChildRule(own, gainedIn)
  return (gain) => {
    if (isOfChild(gain)) return 'child'
    if (isTombstoneOfOrder(own, gain)) return 'tombstone'
    if (isOfEmergency(own, gain, gainedIn)) return 'emergency listing'
    if (said !== undefined && isByType(own, gain, gainedIn)) return said
    return isOwnWordTakenBack(own, gain, compared) ? 'own word taken back' : undefined
  }
}
