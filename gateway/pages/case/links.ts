import { addressQuery, type Filters } from './filters.ts'

/** Most ids that an address carries: of more it carries the first, and the timeline says so. */
export const MOST_EVENTS = 300

/** The address of a case's overview. */
export const caseAddress = (caseId: string): string => `/cases/${caseId}`

/** The address of one entry on the timeline. */
export const entryAddress = (caseId: string, event: string): string => eventsAddress(caseId, [event])

/** The address of the timeline narrowed to events: what a number was made of. One alone opens; of none it is the whole timeline. */
export function eventsAddress(caseId: string, events: readonly string[]): string {
  const some = events.slice(0, MOST_EVENTS)
  return timelineAddress(caseId, some.length === 0 ? {} : { events: some.join('.') })
}

/** The address of a timeline, narrowed. */
export function timelineAddress(caseId: string, filters: Filters): string {
  const query = addressQuery({ filters, view: 'list' })
  return `${caseAddress(caseId)}/timeline${query === '' ? '' : `?${query}`}`
}
