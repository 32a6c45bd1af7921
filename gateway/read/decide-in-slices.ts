import { finishInSlices } from '../../infra/event-loop/in-slices.ts'
import type { Decision } from '../../policy/decide/decision.ts'
import type { DecisionInput } from '../../policy/facts/input.ts'
import type { Policy } from '../../policy/policy.ts'

/** Decides a read, and lets other requests have their turn on the way. */
export const decideInSlices = (policy: Policy, input: DecisionInput): Promise<Decision> => finishInSlices(policy.decisionSteps(input))
