import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import type { CaseRelinkedDetails } from '../../schemas/generated/details.ts'
import type { SealedPart } from '../case/index-part.ts'
import type { InboxPosition } from '../publish/receipt-id.ts'
import type { Claim, LinkedPerson } from './claim-record.ts'

/** A case log, or a person, that is read as another one (Avro's field names, as in schemas/records/link-decided.avsc). */
export interface Merged {
  readonly kind: 'case' | 'person'
  readonly id: string
  /** What stands for both: of cases the older one. */
  readonly into: string
  /** Case logs of the two ids: of a case, the ids themselves. */
  readonly case_log: string
  readonly into_case_log: string
}

/** A merge that counts no more: that of `id` into whatever it was merged into. */
export interface Split extends Pick<Merged, 'kind' | 'id'> {
  /** Number of the decision that had made them one. */
  readonly since: number
  /** Of a case, the logs that it was read from until now; of a person, none. */
  readonly case_logs: readonly string[]
}

/** An event that belongs to another case, or to none. Its record in the log that it leaves stays. */
export interface Moved {
  readonly agency: string
  readonly system: string
  readonly event_id: string
  readonly from: string
  /** Case log that it is appended to; IN_NO_CASE: none. */
  readonly case_log: string
  /** As in a claim; empty where it is in no case. */
  readonly people: readonly LinkedPerson[]
  readonly proceedings: Claim['proceedings']
}

/** What a decision changes. */
export interface Effects {
  readonly merged: readonly Merged[]
  readonly split: readonly Split[]
  readonly moved: readonly Moved[]
  /** Tokens that only events said which have left. */
  readonly forgotten: readonly { readonly person: string; readonly token: string }[]
  readonly forgotten_proceedings: readonly { readonly token: string; readonly case_log: string }[]
}

export const NO_EFFECTS: Effects = { merged: [], split: [], moved: [], forgotten: [], forgotten_proceedings: [] }

/** A links.events decision without its sealed words. */
export interface LinkDecision extends Effects {
  readonly epoch: number
  readonly agency: string
  readonly system: string
  readonly event_id: string
  readonly digest: string
  readonly inbox: InboxPosition
  /** Code of relink_op. */
  readonly op: string
  readonly case_log: string
}

/** schemas/records/link-decided.avsc. */
export interface LinkDecidedRecord extends LinkDecision {
  readonly parts: readonly SealedPart[]
}

/** Type of the event by which an agency tells what its people decided. */
const CASE_RELINKED = 'case.relinked'

/** How many of its own events each kind of decision about events names at least. */
const EVENTS: Readonly<Record<string, number>> = { link_person: 1, unlink_person: 1, merge_cases: 2, split_case: 2 }
const PEOPLE: ReadonlySet<unknown> = new Set(['merge_persons', 'split_persons'])
const TWO = 2

/**
 * What an event decides of who is who: about events that it names (`based_on`), or about harmed people of its own (`from_refs`, `to_refs`).
 * Undefined: nothing, or it names too little to act on; it is an event of its subject's case like any other.
 */
export function decidesAbout({ type, data }: Pick<AgencyEvent, 'type' | 'data'>): 'events' | 'people' | undefined {
  if (type !== CASE_RELINKED) return undefined
  const { op, from_refs: from, to_refs: to } = data.details as unknown as CaseRelinkedDetails
  if (PEOPLE.has(op)) {
    const keys = new Set([...from, ...to])
    return data.harmed.filter(({ key }) => keys.has(key)).length < TWO ? undefined : 'people'
  }
  return new Set(data.based_on ?? []).size < (EVENTS[op] ?? Infinity) ? undefined : 'events'
}
