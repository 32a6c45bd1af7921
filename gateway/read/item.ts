import type { IndexPart } from '../../core/case/index-part.ts'
import type { Marks } from '../../core/disclosure/marks.ts'
import type { AgencyEntry } from '../../policy/facts/input.ts'
import type { EventDecision } from '../../policy/decide/decision.ts'

/** Who published, as far as the decision lets it be known. */
export interface ShownAgency {
  readonly id?: string
  readonly name: string
  readonly type?: string
}

/** An event as a reader sees it. */
export interface TimelineItem {
  /** Keyed per reader. */
  readonly id: string
  readonly type: string
  readonly title: string
  readonly agency: ShownAgency
  /** Dates as recorded, or as YYYY-MM where the decision gives the month only. */
  readonly occurred: { readonly from: string; readonly until?: string; readonly precision: string }
  readonly recorded_at: string
  readonly state: 'shown' | 'reduced' | 'tombstone'
  readonly late: boolean
  readonly corrected: boolean
  /** Ids of the disputes of it that this reader is shown. */
  readonly contested_in?: readonly string[]
  /** True while a dispute restricts its use. */
  readonly use_restricted?: true
  /** Ids of the withdrawals, as of the wrong person, of what it was based on. */
  readonly under_review?: readonly string[]
  /** Of an overdue action, for who coordinates it or carries it out: the day on which access to the case ends while it is open. */
  readonly sight_ends?: string
  /** True where parts that this reader may see cannot be read: their key is missing. Nobody erased them. */
  readonly unreadable?: true
  readonly data: Readonly<Record<string, unknown>>
}

export const PARTNER_AGENCY = 'Partner agency'

/** The publisher as far as the decision lets it be known. */
export function shownAgency(id: string, entry: AgencyEntry | undefined, publisher: EventDecision['publisher']): ShownAgency {
  if (publisher === 'masked' || entry === undefined) return { name: PARTNER_AGENCY }
  return publisher === 'named' ? { id, name: entry.name, type: entry.type } : { name: PARTNER_AGENCY, type: entry.type }
}

/** What an item is made of. `data`: as composed from the disclosed parts. */
export interface ItemSource {
  readonly id: string
  readonly title: string
  readonly index: IndexPart
  readonly decision: EventDecision
  readonly agency: AgencyEntry | undefined
  readonly marks: Marks
  /** Whether any disclosed part of it is. */
  readonly unreadable: boolean
  readonly data: Readonly<Record<string, unknown>>
}

/** Makes the item of an event that is shown: nothing in it that the decision does not give. */
export const itemOf = ({ id, title, index, decision, agency, marks, unreadable, data }: ItemSource): TimelineItem => ({
  id,
  type: index.type,
  title,
  agency: shownAgency(index.agency, agency, decision.publisher),
  occurred: data.occurred as TimelineItem['occurred'],
  recorded_at: String(data.recorded_at),
  state: decision.effect,
  late: decision.late,
  corrected: decision.corrected,
  ...(marks.contested.length === 0 ? {} : { contested_in: marks.contested }),
  ...(marks.restricted ? { use_restricted: true } : {}),
  ...(marks.underReview.length === 0 ? {} : { under_review: marks.underReview }),
  ...(decision.accessEnds === undefined ? {} : { sight_ends: decision.accessEnds }),
  ...(unreadable ? { unreadable } : {}),
  data,
})
