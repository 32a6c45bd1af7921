import type { BailDecision } from '../../schemas/generated/codes.ts'
import { inDetails, ofType } from './of-type.ts'

/** Decisions that set or vary conditions, whether they are listed or not. */
const CONDITIONAL: ReadonlySet<BailDecision> = new Set<BailDecision>(['granted_conditional', 'varied', 'post_charge_conditional'])

const DETAIL =
  'Bail with conditions names the bail.victim-views-sought event of the same bail: send that first, also where she could not be reached.'

/** G14, as far as the event tells: bail with conditions points at a views event. Whether it is one of the same bail its publisher's own events tell (own-events/g14-bail-views.ts). */
export const g14BailViews = ofType('bail.decided', ({ decision, conditions, views_event: views }) => [
  (CONDITIONAL.has(decision) || (conditions ?? []).length > 0) && (views ?? '') === '' && inDetails('G14', 'views_event', DETAIL),
])
