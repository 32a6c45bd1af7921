import { mayOpen } from '../facts/approved-classes.ts'
import { readingOfOne } from '../facts/reading.ts'
import type { Release } from '../release/load.ts'
import type { DecisionInput } from '../facts/input.ts'
import type { Decision } from './decision.ts'

/** Whether a reader's word for a class of a case counts: from the second engine on, that of somebody who is linked to the case as the class asks. */
export function mayApprove(release: Release, input: DecisionInput, sensitivity: string): boolean {
  if (release.instruments === undefined) return true
  const { agency, tokens, role } = input.request.reader
  const { state } = readingOfOne(release, input)
  // The first token is the person's own.
  return mayOpen(state, sensitivity, { agency, tokens: tokens.slice(0, 1), role }, state.now) !== 'nothing'
}

/** What somebody hears who gives their word for a class: that there is no such case, where it does not count. */
export const approvalOutcome = (outcome: Decision['outcome'], counts: () => boolean): Decision['outcome'] =>
  outcome === 'permit' && !counts() ? 'not_found' : outcome
