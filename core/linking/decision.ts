import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import type { CaseRelinkedDetails } from '../../schemas/generated/details.ts'
import type * as records from '../../schemas/generated/records.ts'
import type { CaseLogId, PersonId } from '../../schemas/ids.ts'
import type { LinkedPerson } from './claim-record.ts'

/** A case log that is read as another one. Narrower than the schema, which has the kind as text: there are this one and the next. */
export interface MergedCase extends Omit<records.Merged, 'kind' | 'id' | 'into'> {
  readonly kind: 'case'
  readonly id: CaseLogId
  readonly into: CaseLogId
}

/** A person who is read as another one. */
export interface MergedPerson extends Omit<records.Merged, 'kind' | 'id' | 'into'> {
  readonly kind: 'person'
  readonly id: PersonId
  readonly into: PersonId
}

export type Merged = MergedCase | MergedPerson

/** A merge that counts no more: that of `id` into whatever it was merged into. */
export interface Split extends records.Split {
  readonly kind: Merged['kind']
}

/** An event that belongs to another case, or to none (IN_NO_CASE). Its record in the log that it leaves stays. */
export interface Moved extends Omit<records.Moved, 'people'> {
  /** As in a claim; empty where it is in no case. */
  readonly people: readonly LinkedPerson[]
}

/** What a decision changes. */
export interface Effects extends Pick<records.LinkDecided, 'candidates' | 'forgotten' | 'forgotten_proceedings'> {
  readonly merged: readonly Merged[]
  readonly split: readonly Split[]
  readonly moved: readonly Moved[]
}

export const NO_EFFECTS: Effects = { merged: [], candidates: [], split: [], moved: [], forgotten: [], forgotten_proceedings: [] }

/** A links.events decision without its sealed words. */
export interface LinkDecision extends Effects, Omit<records.LinkDecided, keyof Effects | 'parts'> {}

/** A links.events decision. */
export interface LinkDecidedRecord extends LinkDecision, Pick<records.LinkDecided, 'parts'> {}

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
