import type { TimelineItem } from '../../read/item.ts'
import { fieldOf } from './json.ts'

/** What was said of an event since, or of how it came: each is marked where the event stands. */
export interface EntryMarks {
  readonly late: boolean
  readonly corrected: boolean
  readonly contested: boolean
  /** Withdrawn by its agency, as far as this page knows. */
  readonly withdrawn: boolean
  readonly underReview: boolean
}

/** Ids of the events that another of the same page says are withdrawn. */
export const withdrawnIn = (items: readonly TimelineItem[]): ReadonlySet<string> =>
  new Set(
    items.flatMap(({ type, data }) => {
      const target = type === 'record.retracted' ? fieldOf(data.details, 'target_event') : undefined
      return typeof target === 'string' ? [target] : []
    }),
  )

/** The marks of an event. `withdrawn`: of `withdrawnIn`. */
export const marksOf = (item: TimelineItem, withdrawn: ReadonlySet<string>): EntryMarks => ({
  late: item.late,
  corrected: item.corrected,
  contested: item.contested_in !== undefined || fieldOf(item.data.assertion, 'verification') === 'contested',
  withdrawn: withdrawn.has(item.id) || fieldOf(item.data.assertion, 'verification') === 'retracted',
  underReview: item.under_review !== undefined,
})
