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

/** What differs: the verdict, and the first event of it as case log number and sequence. */
export interface Difference {
  readonly verdict: Verdict
  readonly event?: readonly [log: number, sequence: number]
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
const eventsIn = (keys: readonly string[]): readonly string[] => [...new Set(keys.map((key) => key.split(' ')[0] ?? ''))]
const examples = (keys: readonly string[]): string => eventsIn(keys).slice(0, EXAMPLES).join(', ')

function positionIn(keys: readonly string[]): NonNullable<Difference['event']> {
  const [log = '', sequence = ''] = (eventsIn(keys)[0] ?? '').split('.')
  return [Number(log), Number(sequence)]
}

/** Whether one answer tells more or less than the other, or undefined where neither does. INVARIANT: what tells something else tells something that it must not. */
function moreOrLess(then: Keys, now: Keys): Difference | undefined {
  const over = only(then, now)
  const under = only(now, then)
  if (over.length === 0 && under.length === 0) return undefined
  if (over.length === 0) {
    const detail = `Less was released than the same inputs release: ${examples(under)}.`
    return { event: positionIn(under), verdict: { outcome: 'under-release', detail } }
  }
  const less = under.length === 0 ? '' : `, and less: ${examples(under)}`
  const detail = `More was released than the same inputs release: ${examples(over)}${less}.`
  return { event: positionIn(over), verdict: { outcome: 'over-release', detail } }
}

/** Of two answers with the same events, one refuses otherwise. "Not found" tells less than any other. */
function otherOutcome(then: string, now: string): Verdict | undefined {
  if (then === now) return undefined
  const isLess = then === 'not_found' || (now === 'permit' && then !== 'permit')
  return { outcome: isLess ? 'under-release' : 'over-release', detail: `The answer was ${then}; the same inputs give ${now}.` }
}

const contradicts = (what: string): Verdict => ({ outcome: 'record-tampered', detail: `The record contradicts itself: ${what}.` })

/** Compares what was disclosed and decided with what is now, and says which events differ (as case log number.sequence, for auditors). */
export function compare(record: Pick<AccessRecord, 'outcome' | 'released'>, recorded: DecisionValue, rerun: Rerun): Difference {
  const difference = moreOrLess(released(recorded), released(rerun.value)) ?? moreOrLess(decided(recorded), decided(rerun.value))
  if (difference !== undefined) return difference
  const outcome = otherOutcome(record.outcome, rerun.decision.outcome)
  if (outcome !== undefined) return { verdict: outcome }
  if (record.released !== rerun.released)
    return { verdict: contradicts('its hash of the released set is not that of the set which it lists') }
  if (canonicalJson(recorded) !== canonicalJson(rerun.value))
    return { verdict: contradicts('it lists its events in another order than any answer has') }
  return { verdict: MATCH }
}
