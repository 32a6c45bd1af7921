import type { RetentionDecided } from '../control/entry.ts'
import { fact } from '../case/index-part.ts'
import type { KeptEvent } from './kept-event.ts'

/** What stops every clock of a case, in one sentence. */
export type Hold = string

/** Steps of a request after which it is no live one any more (rights_status). */
const ANSWERED: ReadonlySet<string> = new Set(['granted', 'granted_in_part', 'refused_reason', 'neither_confirm_nor_deny', 'closed'])
const WORDS: Readonly<Record<string, string>> = {
  death_review: 'A death review',
  inquiry: 'An inquiry',
  litigation: 'Litigation',
  live_request: 'A live request',
}

const kindOf = ({ index }: KeptEvent, ...fields: readonly string[]): string =>
  [index.agency, ...fields.map((field) => fact(index, field).join())].join('\n')

/** Requests whose newest step is not an answer: of an agency, a kind and a kind of requester one after the other. */
function liveRequests(events: readonly KeptEvent[]): readonly Hold[] {
  const requests = events.filter(({ index }) => index.type === 'rights.request-updated')
  const newest = new Map(requests.map((event) => [kindOf(event, 'kind', 'requester_kind'), event]))
  return [...newest.values()]
    .filter(({ index }) => !ANSWERED.has(fact(index, 'status')[0] ?? ''))
    .map(({ index }) => `A request of ${index.recorded_at.slice(0, 10)} is not answered yet.`)
}

/** The newest word of each ground counts. */
function decidedHolds(decided: readonly RetentionDecided[]): readonly Hold[] {
  const newest = new Map(decided.filter(({ kind }) => kind !== 'extend').map((one) => [one.ground, one]))
  return [...newest.values()]
    .filter(({ kind }) => kind === 'hold')
    .map(({ ground, at }) => `${WORDS[ground] ?? ground}: held on ${at.slice(0, 10)}, and not lifted since.`)
}

/** What holds a case: a decision, an event of the class for reviews, a death that is to be reviewed, a request that is not answered. `events`: oldest first. Pure. */
export function holdsOf(events: readonly KeptEvent[], decided: readonly RetentionDecided[]): readonly Hold[] {
  const named = events.some(({ retention }) => retention === 'r8_review_hold')
    ? ['An event of the case is kept for a death review or an inquiry.']
    : []
  const death = events.some(({ index }) => index.type === 'case.closed' && fact(index, 'reason').includes('victim_deceased_review_hold'))
    ? ['The case was closed for a death that is to be reviewed.']
    : []
  return [...decidedHolds(decided), ...named, ...death, ...liveRequests(events)]
}
