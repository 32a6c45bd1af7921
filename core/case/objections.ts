import type { CaseEvent, CaseEvents } from './case-events.ts'
import { bySequence } from './case-events.ts'
import { fact } from './index-part.ts'

/** An objection to the use of a person's data (D.6). */
export interface Objection {
  /** The people objecting; empty: the perpetrator, or nobody named: it is about the whole case. */
  readonly people: ReadonlySet<string>
  /** Upheld, or use is restricted while it is decided; else it waits for a decision. */
  readonly inForce: boolean
}

const UPHELD: ReadonlySet<string> = new Set(['granted', 'granted_in_part'])
const DISMISSED: ReadonlySet<string> = new Set(['refused_reason', 'neither_confirm_nor_deny'])

const statusOf = ({ index }: CaseEvent): string => fact(index, 'status')[0] ?? ''

/** A request's updates belong together by its id's token. Without one, each stands alone. */
const requestKey = ({ index, caseLog, sequence }: CaseEvent): string =>
  index.proceedings.find(({ kind }) => kind === 'request')?.token ?? `${caseLog} ${String(sequence)}`

function objection(updates: readonly CaseEvent[]): Objection | undefined {
  const ordered = updates.toSorted(bySequence)
  const decided = ordered.map(statusOf).findLast((status) => UPHELD.has(status) || DISMISSED.has(status))
  const last = ordered.at(-1)
  if (last === undefined) return undefined
  const over = decided === undefined ? statusOf(last) === 'closed' : DISMISSED.has(decided)
  if (over) return undefined
  const people = ordered.flatMap(({ index }) => fact(index, 'requester_kind')[0] === 'subject' ? [] : index.harmed.map(({ person }) => person))
  return { people: new Set(people), inForce: decided !== undefined || fact(last.index, 'restriction_while_pending')[0] === 'true' }
}

/** Objections that were made and not dismissed. `counts`: false for what was replaced or retracted. */
export function objectionsOf(events: CaseEvents, counts: (event: CaseEvent) => boolean): readonly Objection[] {
  const updates = events.ofType('rights.request-updated').filter((event) => counts(event) && fact(event.index, 'kind')[0] === 'objection')
  return [...Map.groupBy(updates, requestKey).values()].flatMap((ofRequest) => objection(ofRequest) ?? [])
}
