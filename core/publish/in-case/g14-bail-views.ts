import type { InCaseRule } from './rule.ts'
import { viewsEvent } from './views-event.ts'

const asked = {
  rule: 'G14',
  kind: 'bail',
  type: 'bail.victim-views-sought',
  detail: 'Name the bail.victim-views-sought event of the same bail.',
}

/** G14: bail with conditions points at a views event for the same bail. That it points at one at all is a rule of the event alone. */
export const g14BailViews: InCaseRule = (inCase) => viewsEvent(inCase, asked)
