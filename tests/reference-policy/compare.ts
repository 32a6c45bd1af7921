import { decide } from '../../policy/decide/decide.ts'
import type { Release } from '../../policy/release/load.ts'
import type { DecisionInput } from '../../policy/facts/input.ts'
import type { Decision, DisclosedPart } from '../../policy/decide/decision.ts'
import { decidePlainly, type PlainDecision } from './decide-plainly.ts'

/** What two implementations must agree on, as text: outcome; events by case log and number, each with its effect and parts. */
export function compared({ outcome, events }: PlainDecision | Decision): string {
  const part = ({ owner, class: sensitivity, form }: DisclosedPart): string => `${owner} ${sensitivity} ${form}`
  const lines = events.map(
    ({ caseLog, sequence, effect, parts }) =>
      `${caseLog} ${String(sequence).padStart(4, '0')} ${effect}: ${parts.map(part).sort().join(', ')}`,
  )
  return [outcome, ...lines.sort()].join('\n')
}

/** The input without one of its events. */
function* withoutOne(input: DecisionInput): Generator<DecisionInput> {
  for (const [at, log] of input.logs.entries()) {
    for (const dropped of log.events) {
      yield { ...input, logs: input.logs.with(at, { ...log, events: log.events.filter((event) => event !== dropped) }) }
    }
  }
}

/** The smallest input that still differs, as far as dropping events one by one finds it. */
export function smallest(input: DecisionInput, differs: (input: DecisionInput) => boolean): DecisionInput {
  for (const smaller of withoutOne(input)) if (differs(smaller)) return smallest(smaller, differs)
  return input
}

export interface Counts {
  readonly requests: number
  readonly agreed: number
  readonly permitted: number
  readonly events: number
  readonly parts: number
}

/** Compares a release with the second implementation, request by request, and counts what it compared. */
export interface Comparison {
  /** False when the two differ. */
  agreesOn(input: DecisionInput): boolean
  /** True when they differ; not counted. */
  differs(input: DecisionInput): boolean
  counts(): Counts
  summary(): string
}

export function createComparison(release: Release): Comparison {
  const counts = { requests: 0, agreed: 0, permitted: 0, events: 0, parts: 0 }
  const sameOn = (input: DecisionInput, decision: Decision): boolean => compared(decision) === compared(decidePlainly(input))
  return {
    differs: (input) => !sameOn(input, decide(release, input)),
    agreesOn(input) {
      const decision = decide(release, input)
      counts.requests += 1
      if (decision.outcome === 'permit') counts.permitted += 1
      counts.events += decision.events.length
      for (const { parts } of decision.events) counts.parts += parts.length
      const same = sameOn(input, decision)
      if (same) counts.agreed += 1
      return same
    },
    counts: () => counts,
    summary: () =>
      `${String(counts.agreed)} requests agreed, ${String(counts.permitted)} permitted, ` +
      `${String(counts.events)} events and ${String(counts.parts)} parts compared`,
  }
}
