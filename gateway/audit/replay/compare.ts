import type { Decision } from '../../policy/types.ts'
import type { AccessRecord, DecisionValue } from '../access-record.ts'
import type { ReplayOutcome } from './outcome.ts'

/** What running a read again gave. */
export interface Rerun {
  readonly decision: Decision
  /** Hash of the released set, hex. */
  readonly released: string
  readonly value: DecisionValue
}

export type Verdict = { readonly outcome: 'match' } | { readonly outcome: Exclude<ReplayOutcome, 'match'>; readonly detail: string }

export const MATCH: Verdict = { outcome: 'match' }

/** Released items as text: event, and each of its parts. */
const items = (value: DecisionValue): ReadonlySet<string> =>
  new Set(value.released.flatMap(([log, sequence, parts]) => [`${String(log)}.${String(sequence)}`, ...parts.map((part) => `${String(log)}.${String(sequence)} ${part.join(' ')}`)]))

const examples = (keys: readonly string[]): string => keys.slice(0, 3).map((key) => key.split(' ')[0] ?? '').join(', ')

/** Compares what was released with what is released now, and says which events differ (as case log number.sequence, for auditors). */
export function compare(record: AccessRecord, recorded: DecisionValue, rerun: Rerun): Verdict {
  if (record.released === rerun.released && record.outcome === rerun.decision.outcome) return MATCH
  const then = items(recorded)
  const now = items(rerun.value)
  const only = (left: ReadonlySet<string>, right: ReadonlySet<string>): readonly string[] => [...left].filter((key) => !right.has(key))
  const over = only(then, now)
  const under = only(now, then)
  if (over.length > 0 && under.length === 0) return { outcome: 'over-release', detail: `More was released than the same inputs release: ${examples(over)}.` }
  if (under.length > 0 && over.length === 0) return { outcome: 'under-release', detail: `Less was released than the same inputs release: ${examples(under)}.` }
  return { outcome: 'differs', detail: `The same inputs give ${rerun.decision.outcome} and another released set.` }
}
