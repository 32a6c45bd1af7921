import { ownViewsEvent } from './views-event.ts'

/** G14, as far as the publisher's own events tell: bail with conditions points at a views event for the same bail. */
export const g14OwnViews = ownViewsEvent({
  rule: 'G14',
  kind: 'bail',
  type: 'bail.victim-views-sought',
  detail: 'Name the bail.victim-views-sought event of the same bail.',
})
