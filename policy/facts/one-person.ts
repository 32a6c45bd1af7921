import { withOnePerson } from '../../core/case/same-people.ts'
import type { DecisionInput } from './input.ts'

const made = new WeakMap<DecisionInput, DecisionInput>()

/** What a decision rests on, with one id for people who are one; made once for each. */
export function inOneId(input: DecisionInput): DecisionInput {
  const { same } = input
  if (same === undefined || same.size === 0) return input
  const before = made.get(input)
  if (before !== undefined) return before
  const one = { ...input, logs: withOnePerson(input.logs, same) }
  made.set(input, one)
  return one
}
