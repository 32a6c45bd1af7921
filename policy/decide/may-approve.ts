import { mayOpen } from '../facts/approved-classes.ts'
import { readingOfOne } from '../facts/reading.ts'
import type { Release } from '../release/load.ts'
import type { DecisionInput } from '../facts/input.ts'
import type { Decision } from './decision.ts'

/** Whether a reader's approval of a class of a case counts: from the second engine on, only with the access to the case that the class asks for. */
export function mayApprove(release: Release, input: DecisionInput, sensitivity: string): boolean {
  if (release.instruments === undefined) return true
  const { agency, tokens, role } = input.request.reader
  const { state } = readingOfOne(release, input)
  // The first token is the person's own.
  return mayOpen(state, sensitivity, { agency, tokens: tokens.slice(0, 1), role }, state.now) !== 'nothing'
}

/** The outcome for somebody who approves a class: that there is no such case, where the approval does not count. */
export const approvalOutcome = (outcome: Decision['outcome'], counts: () => boolean): Decision['outcome'] =>
  outcome === 'permit' && !counts() ? 'not_found' : outcome
