import type { IndexPart } from '../../../core/case/index-part.ts'
import type { CaseLogEvents } from '../../../core/case/case-events.ts'
import { SYSTEM_AGENCY } from '../../../core/case/system-event.ts'
import type { DecisionInput } from '../../../policy/facts/input.ts'
import { caseLogNamed } from '../../fixtures/ids.ts'
import { randomInput } from '../../reference-policy/random-case.ts'
import { randomEvent } from '../../reference-policy/random-event.ts'
import { createChance } from '../../reference-policy/random.ts'

/** A case before a reader, and after one more event of the reader's own agency. */
export interface OwnEvent {
  readonly before: DecisionInput
  readonly after: DecisionInput
  readonly event: IndexPart
}

/** Its place among the ids of a case's events. */
const LAST = 99
/** Far from the seeds of the cases themselves. */
const APART = 7_919
/** Id of the own event. */
export const OWN_EVENT_ID = `event-${String(LAST)}`

const withEvent = (logs: readonly CaseLogEvents[], event: IndexPart): readonly CaseLogEvents[] =>
  logs.map((log, at) => {
    if (at > 0) return log
    const last = log.events.at(-1)?.sequence ?? 0
    return { ...log, events: [...log.events, { sequence: last + 1, index: { ...event, case_log: log.caseLog } }] }
  })

/** A case after one more event. */
export const withOwn = (before: DecisionInput, event: IndexPart): DecisionInput => ({ ...before, logs: withEvent(before.logs, event) })

/** The made-up case of a seed, and an event of any type that the reader's agency adds to it: published after all that is there. */
export function ownEvent(seed: number): OwnEvent {
  const before = randomInput(seed)
  const chance = createChance(seed * APART + 1)
  const [first] = before.logs
  const earlier = before.logs.flatMap(({ events }) => events.map(({ index }) => index)).filter(({ agency }) => agency !== SYSTEM_AGENCY)
  const event: IndexPart = {
    ...randomEvent(chance, LAST, first?.caseLog ?? caseLogNamed(''), { earlier, purpose: before.request.purpose }),
    agency: before.request.reader.agency,
    published_at: '2026-05-31T09:00:00.000Z',
  }
  return { before, after: withOwn(before, event), event }
}
