import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import type { CaseEvent, CaseEvents } from './case-events.ts'
import { fact } from './index-part.ts'
import type { Instrument } from './instruments/instrument.ts'
import { byPublication } from './versions.ts'

interface End {
  /** Kind of the proceeding. */
  readonly kind: string
  /** The field of details that says so, and its codes; absent: every event of the type ends it. */
  readonly said?: { readonly field: string; readonly codes: readonly string[] }
}

/** What says that a proceeding is over, by event type. */
const ENDS: Readonly<Record<string, End>> = {
  'bail.decided': {
    kind: 'bail',
    said: { field: 'decision', codes: ['ended_charged', 'ended_nfa', 'released_under_investigation', 'refused_detained', 'remanded'] },
  },
  'dvds.decision-made': {
    kind: 'dvds',
    said: { field: 'decision', codes: ['no_disclosure_no_information', 'no_disclosure_not_necessary', 'withdrawn'] },
  },
  'dvds.disclosure-made': { kind: 'dvds' },
  'monitoring.status-changed': { kind: 'em', said: { field: 'status', codes: ['ended'] } },
  'order.status-changed': { kind: 'order', said: { field: 'status', codes: ['refused', 'discharged', 'expired'] } },
  'programme.status-changed': {
    kind: 'referral',
    said: {
      field: 'status',
      codes: [
        'assessed_unsuitable_risk_too_high',
        'assessed_unsuitable_other',
        'declined_by_subject',
        'declined_no_provision',
        'completed',
        'ended_non_attendance',
        'ended_further_abuse',
        'ended_other',
        'transferred',
      ],
    },
  },
}

/** Event types that may say that a proceeding is over. */
export const ENDING_TYPES: readonly string[] = Object.keys(ENDS)

/** The kind of proceeding of which an event says that it is over; undefined of one that says no such thing. */
export function endedBy({ type, data }: Pick<AgencyEvent, 'type' | 'data'>): string | undefined {
  const end = ENDS[type]
  if (end === undefined) return undefined
  const { kind, said } = end
  return said === undefined || said.codes.includes(String(data.details[said.field])) ? kind : undefined
}

export interface EndsDeps {
  readonly events: CaseEvents
  /** False for what was replaced, retracted or erased. */
  readonly counts: (event: CaseEvent) => boolean
  /** What the listings of the case do now. */
  readonly listings: readonly Instrument[]
}

/** What an allocation rests on. */
export interface RestsOn {
  /** Keyed token of a proceeding. */
  readonly proceeding: string
  /** Whose word counts: the agency whose event named the worker's, and the worker's own. */
  readonly agencies: readonly string[]
  /** The worker's own. */
  readonly own: string | undefined
}

/** What access rests on; undefined where it rests on no proceeding. */
export function restsOn({ index: link }: CaseEvent): RestsOn | undefined {
  const [proceeding] = fact(link, 'proceeding')
  return proceeding === undefined
    ? undefined
    : { proceeding, agencies: [...new Set([...fact(link, 'named_by'), ...fact(link, 'agency')])], own: fact(link, 'agency')[0] }
}

/**
 * Whether the proceeding is over on which an allocation rests (domain model D.11 (6)): as the agency says whose event named the worker's, or the worker's own, each by the
 * newest that it says of it. A MARAC is over when none of its listings by others counts or waits. INVARIANT: nobody else's word ends a worker's access to their client, and
 * the own agency's never takes back an end that the other said (P1).
 */
export const proceedingsOver =
  ({ events, counts, listings }: EndsDeps) =>
  ({ proceeding, agencies, own }: RestsOn): boolean => {
    const quotes = ({ index }: CaseEvent): boolean => index.proceedings.some(({ token }) => token === proceeding)
    const meetings = listings.filter(({ event }) => event.index.agency !== own && quotes(event))
    if (meetings.length > 0) return meetings.every(({ effect }) => effect !== 'in-force' && effect !== 'waits')
    const said = ENDING_TYPES.flatMap((type) => events.ofType(type)).filter(
      (event) => counts(event) && agencies.includes(event.index.agency) && quotes(event),
    )
    const saysOver = (event: CaseEvent | undefined): boolean =>
      event?.index.proceedings.some(({ token, ended }) => token === proceeding && ended === true) === true
    return agencies.some((agency) =>
      saysOver(
        said
          .filter(({ index }) => index.agency === agency)
          .toSorted(byPublication)
          .at(-1),
      ),
    )
  }

/** Tokens of the proceedings of a kind that an event quotes. */
export const quoted = ({ index }: CaseEvent, kind: string): readonly string[] =>
  index.proceedings.filter((proceeding) => proceeding.kind === kind).map(({ token }) => token)

/** True when both quote the same proceeding of a kind. */
export const sharesProceeding = (kind: string, one: CaseEvent, other: CaseEvent): boolean =>
  quoted(one, kind).some((token) => quoted(other, kind).includes(token))
