import { canonicalJson } from '../../../schemas/avro/canonical.ts'
import type { Decision } from '../../../policy/decide/decision.ts'
import type { AccessRecord, DecisionValue } from '../../../core/access-log/access-record.ts'
import { MATCH, type Verdict } from './verdict.ts'

/** What running a read again gave. */
export interface Rerun {
  readonly decision: Decision
  /** Hash of the disclosed set, hex. */
  readonly released: string
  readonly value: DecisionValue
}

type Keys = ReadonlySet<string>

const event = ([log, sequence]: readonly [number, number, ...unknown[]]): string => `${String(log)}.${String(sequence)}`

/** What was disclosed as text, each beginning with its event: the event, and each of its parts. A plain part says what its reduced form says. */
const released = (value: DecisionValue): Keys =>
  new Set(
    value.released.flatMap((entry) => [
      event(entry),
      ...entry[2].flatMap(([owner, sensitivity, form]) =>
        (form === 'plain' ? ['plain', 'reduced'] : [form]).map((one) => `${event(entry)} ${owner} ${sensitivity} ${one}`),
      ),
    ]),
  )

/** What was decided of the whole case as text: each event with everything that its effect, its dates and its publisher tell. */
const decided = (value: DecisionValue): Keys =>
  new Set(
    value.events.flatMap((entry) => {
      const [, , effect, dates, publisher] = entry
      const tells = [
        ...(effect === 'shown' ? ['shown', 'reduced'] : [effect]),
        ...(dates === 'exact' ? [dates] : []),
        ...(publisher === 'named' ? ['named', 'type'] : publisher === 'type' ? ['type'] : []),
      ]
      return [event(entry), ...tells.map((one) => `${event(entry)} ${one}`)]
    }),
  )

const only = (left: Keys, right: Keys): readonly string[] => [...left].filter((key) => !right.has(key))

const EXAMPLES = 3
const examples = (keys: readonly string[]): string => [...new Set(keys.map((key) => key.split(' ')[0] ?? ''))].slice(0, EXAMPLES).join(', ')

/** Whether one answer tells more or less than the other, or undefined where neither does. */
function moreOrLess(then: Keys, now: Keys): Verdict | undefined {
  const over = only(then, now)
  const under = only(now, then)
  if (over.length === 0 && under.length === 0) return undefined
  if (under.length === 0) return { outcome: 'over-release', detail: `More was released than the same inputs release: ${examples(over)}.` }
  if (over.length === 0) return { outcome: 'under-release', detail: `Less was released than the same inputs release: ${examples(under)}.` }
  return { outcome: 'differs', detail: `The same inputs release something else: ${examples([...over, ...under])}.` }
}

/** Compares what was disclosed and decided with what is now, and says which events differ (as case log number.sequence, for auditors). */
export function compare(record: AccessRecord, recorded: DecisionValue, rerun: Rerun): Verdict {
  const difference = moreOrLess(released(recorded), released(rerun.value)) ?? moreOrLess(decided(recorded), decided(rerun.value))
  if (difference !== undefined) return difference
  if (record.outcome !== rerun.decision.outcome) return { outcome: 'differs', detail: `The same inputs give ${rerun.decision.outcome}.` }
  if (record.released !== rerun.released) return { outcome: 'differs', detail: 'The same inputs give another released set.' }
  return canonicalJson(recorded) === canonicalJson(rerun.value)
    ? MATCH
    : { outcome: 'differs', detail: 'The same inputs give the events in another order.' }
}
