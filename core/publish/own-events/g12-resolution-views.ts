import { ownViewsEvent } from './views-event.ts'

/** G12, as far as the publisher's own events tell: an issued resolution points at a views event for the same resolution. */
export const g12OwnViews = ownViewsEvent({
  rule: 'G12',
  kind: 'oocr',
  type: 'oocr.victim-views-sought',
  detail: 'Name the oocr.victim-views-sought event of the same resolution.',
})
