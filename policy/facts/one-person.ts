import { withOnePerson } from '../../core/case/same-people.ts'
import type { DecisionInput } from './input.ts'

const made = new WeakMap<DecisionInput, DecisionInput>()

/** A decision's input in which people who were found to be one person have one id. Made once for each `input` object. */
export function inOneId(input: DecisionInput): DecisionInput {
  const { same } = input
  if (same === undefined || same.size === 0) return input
  const before = made.get(input)
  if (before !== undefined) return before
  const one = { ...input, logs: withOnePerson(input.logs, same) }
  made.set(input, one)
  return one
}
