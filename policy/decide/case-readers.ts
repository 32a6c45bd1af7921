import type { DecisionInput } from '../facts/input.ts'
import type { Decision } from './decision.ts'

/** Who may ask who read a case: those who coordinate. */
export const COORDINATING_ROLES: readonly string[] = ['marac_coordinator', 'marac_chair']

/** Decides whether a reader is told who read a case: who may read it, and coordinates. Of the decision only its outcome counts. Pure. */
export const decideCaseReaders = (policy: { readonly decide: (input: DecisionInput) => Decision }, input: DecisionInput): Decision => ({
  outcome: COORDINATING_ROLES.includes(input.request.reader.role) ? policy.decide(input).outcome : 'deny_role_purpose',
  events: [],
})
