import { canonicalJson } from '../../../schemas/avro/canonical.ts'
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

type Keys = ReadonlySet<string>

const event = ([log, sequence]: readonly [number, number, ...unknown[]]): string => `${String(log)}.${String(sequence)}`

/** Released items as text, each beginning with its event: the event itself, and each of its parts. */
const released = (value: DecisionValue): Keys => new Set(value.released.flatMap((entry) => [event(entry), ...entry[2].map((part) => `${event(entry)} ${part.join(' ')}`)]))

/** What was decided of the whole case, as text: each event with its effect, dates and publisher. */
const decided = (value: DecisionValue): Keys => new Set(value.events.map((entry) => [event(entry), ...entry.slice(2)].join(' ')))

const only = (left: Keys, right: Keys): readonly string[] => [...left].filter((key) => !right.has(key))

const EXAMPLES = 3
const examples = (keys: readonly string[]): string => [...new Set(keys.map((key) => key.split(' ')[0] ?? ''))].slice(0, EXAMPLES).join(', ')

/** Compares what was released and decided with what is now, and says which events differ (as case log number.sequence, for auditors). */
export function compare(record: AccessRecord, recorded: DecisionValue, rerun: Rerun): Verdict {
  const over = only(released(recorded), released(rerun.value))
  const under = only(released(rerun.value), released(recorded))
  if (over.length > 0 && under.length === 0) return { outcome: 'over-release', detail: `More was released than the same inputs release: ${examples(over)}.` }
  if (under.length > 0 && over.length === 0) return { outcome: 'under-release', detail: `Less was released than the same inputs release: ${examples(under)}.` }
  if (record.outcome !== rerun.decision.outcome) return { outcome: 'differs', detail: `The same inputs give ${rerun.decision.outcome}.` }
  if (record.released !== rerun.released) return { outcome: 'differs', detail: 'The same inputs give another released set.' }
  const other = [...only(decided(recorded), decided(rerun.value)), ...only(decided(rerun.value), decided(recorded))]
  if (other.length > 0) return { outcome: 'differs', detail: `The same inputs give another effect, precision or publisher: ${examples(other)}.` }
  return canonicalJson(recorded) === canonicalJson(rerun.value) ? MATCH : { outcome: 'differs', detail: 'The same inputs give the events in another order.' }
}
