import type { RecallStep } from '../../core/access-log/recall-answer.ts'
import type { RecallKind } from '../../core/case/recalls.ts'
import type { CaseItem } from './case-item.ts'
import type { ShownAgency, TimelineItem } from './item.ts'

/** What a reader may be told of an entry that they may still see the announcement of. */
export interface RecalledEntry {
  /** Case id, known to the reader's agency only. */
  readonly case: string
  /** The entry's id, as this reader had it. */
  readonly event: string
  readonly what: RecallKind
  readonly title: string
  /** Who announced it, as far as the decision lets it be known. */
  readonly by: ShownAgency
  /** Code of the reason, where it is disclosed. */
  readonly reason?: string
  /** Id of the announcement on the timeline. */
  readonly announced_in: string
  /** When the announcement says that it happened, as coarse as the timeline shows it: where to look for it. */
  readonly announced: TimelineItem['occurred']
  /** Type of the entry that was read. */
  readonly type: string
  /** Whom it was about, as the list of cases has him now; null where nothing of that is released. */
  readonly subject: CaseItem['subject']
  /** When the entry was about, as it was read and no finer than the reader may know today. */
  readonly occurred: TimelineItem['occurred']
  /** Who had recorded the entry. */
  readonly agency: ShownAgency
  /** What the announcement says of it, as its details on the timeline. Absent where no announcement in words is shown. */
  readonly said?: Readonly<Record<string, unknown>>
  /** Id of the event that stands in its place now. */
  readonly instead?: string
  /** It was of the wrong person, or its agency says that somebody may have come to harm by it. */
  readonly harm_review_needed?: true
}

/** A notice to one reader. Without `entry` it says only that something they read is not to be relied on. */
export interface RecallItem {
  readonly id: string
  /** Day in London of the first reading. */
  readonly read_on: string
  readonly entry: RecalledEntry | null
  readonly answer: { readonly acted: 'yes' | 'no'; readonly step?: RecallStep; readonly at: string } | null
}

/** What a notice without an entry says. */
export const WITHDRAWN_NOTICE = 'An entry that you read on this day has been changed or withdrawn since. Do not rely on it.'
