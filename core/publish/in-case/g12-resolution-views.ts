import type { InCaseRule } from './rule.ts'
import { viewsEvent } from './views-event.ts'

const asked = {
  rule: 'G12',
  kind: 'oocr',
  type: 'oocr.victim-views-sought',
  detail: 'Name the oocr.victim-views-sought event of the same resolution.',
}

/** G12: an issued resolution points at a views event for the same resolution. */
export const g12ResolutionViews: InCaseRule = (inCase) => viewsEvent(inCase, asked)
