import type { AgencyId } from '../../schemas/ids.ts'
import type { CaseEvent, CaseEvents } from './case-events.ts'
import { bySequence } from './case-events.ts'
import { fact } from './index-part.ts'

/** An objection to the use of a person's data (D.6). */
export interface Objection {
  /** The people objecting; empty: the perpetrator, or nobody named: it is about the whole case. */
  readonly people: ReadonlySet<string>
  /** Upheld, or use is restricted while it is decided; else it waits for a decision. */
  readonly inForce: boolean
  /** Agency on whose events alone it bears; absent: on everybody's. */
  readonly agency?: AgencyId
}

/** An objection as one agency decided it. */
export interface DecidedObjection extends Objection {
  /** The last that the agency said of the request. */
  readonly last: CaseEvent
  /** Whose it is: the perpetrator's, or somebody else's. */
  readonly of: 'subject' | 'others'
}

const UPHELD: ReadonlySet<string> = new Set(['granted', 'granted_in_part'])
const DISMISSED: ReadonlySet<string> = new Set(['refused_reason', 'neither_confirm_nor_deny'])

const statusOf = ({ index }: CaseEvent): string => fact(index, 'status')[0] ?? ''

/** A request's updates belong together by its id's token. Without one, each stands alone. */
const requestKey = ({ index, caseLog, sequence }: CaseEvent): string =>
  index.proceedings.find(({ kind }) => kind === 'request')?.token ?? `${caseLog} ${String(sequence)}`

function objection(updates: readonly CaseEvent[]): DecidedObjection | undefined {
  const ordered = updates.toSorted(bySequence)
  const decided = ordered.map(statusOf).findLast((status) => UPHELD.has(status) || DISMISSED.has(status))
  const last = ordered.at(-1)
  if (last === undefined) return undefined
  const over = decided === undefined ? statusOf(last) === 'closed' : DISMISSED.has(decided)
  if (over) return undefined
  const people = ordered.flatMap(({ index }) =>
    fact(index, 'requester_kind')[0] === 'subject' ? [] : index.harmed.map(({ person }) => person),
  )
  return {
    people: new Set(people),
    inForce: decided !== undefined || fact(last.index, 'restriction_while_pending')[0] === 'true',
    last,
    of: ordered.every(({ index }) => fact(index, 'requester_kind')[0] === 'subject') ? 'subject' : 'others',
  }
}

const updatesOf = (events: CaseEvents, counts: (event: CaseEvent) => boolean): readonly CaseEvent[] =>
  events.ofType('rights.request-updated').filter((event) => counts(event) && fact(event.index, 'kind')[0] === 'objection')

const objectionsIn = (updates: readonly CaseEvent[], key: (update: CaseEvent) => string): readonly DecidedObjection[] =>
  [...Map.groupBy(updates, key).values()].flatMap((ofRequest) => objection(ofRequest) ?? [])

/** Objections that were made and not dismissed. `counts`: false for what was replaced or retracted. */
export const objectionsOf = (events: CaseEvents, counts: (event: CaseEvent) => boolean): readonly Objection[] =>
  objectionsIn(updatesOf(events, counts), requestKey)

/** The same, as each agency decided them: no agency's update says anything of what another has decided. */
export const objectionsBy = (events: CaseEvents, counts: (event: CaseEvent) => boolean): readonly DecidedObjection[] =>
  objectionsIn(updatesOf(events, counts), (update) => `${update.index.agency}\n${requestKey(update)}`)
