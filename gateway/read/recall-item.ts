import type { RecallStep } from '../../core/access-log/recall-answer.ts'
import type { RecallKind } from '../../core/case/recalls.ts'
import type { ShownAgency } from './item.ts'

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
