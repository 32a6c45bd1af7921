import type { CaseEvent } from '../case-events.ts'
import type { IndexPart } from '../index-part.ts'
import { latest as latestMoment } from '../../time/london.ts'
import { beginning } from '../moments.ts'
import type { CaseMemory } from './case-memory.ts'
import { key, keysOf } from './keys.ts'

/** What people wished and what was decided about it, which holds from when it was said. */
const HOLDS_FROM: ReadonlySet<string> = new Set([
  'consent.recorded',
  'consent.override-recorded',
  'marac.referral-made',
  'marac.case-heard',
])

/** The moment by which an event is judged: the end of when it happened, so that what is brought in from the past is judged as of then. */
export const momentOf = ({ occurred, published_at: published }: IndexPart): number =>
  Math.min(Date.parse(published), latestMoment(occurred.until ?? occurred.from, occurred.precision))

/** True of an event that says something at a moment: wishes and what was decided about them say nothing before they began. */
export const saysAt = ({ index }: Pick<CaseEvent, 'index'>, moment: number): boolean =>
  !HOLDS_FROM.has(index.type) || beginning(index)[0] <= moment

/** A case as the next event of its log finds it, at the moment of that event. */
export interface CaseView {
  readonly event: CaseEvent
  /** Milliseconds since the Unix epoch. */
  readonly now: number
  /** Events under a key, the event itself among them, the last first. */
  readonly newestFirst: (key: string) => IteratorObject<CaseEvent>
  /** The same, those that began last first. */
  readonly lastBegunFirst: (key: string) => IteratorObject<CaseEvent>
  /** The events that an id means when `by` says it: those of its own system, else of its own agency, else of any. */
  meantBy(id: string, by: IndexPart): readonly CaseEvent[]
  /** The events that quote a proceeding, in groups that hand on the same pairs; the event itself is not among them. */
  quoting(openerKey: string): Iterable<readonly CaseEvent[]>
  /** False for an event that says nothing at this moment. */
  says(event: CaseEvent): boolean
  readonly memory: CaseMemory
}

/** Events from the last back, with another before the first of which it is no earlier. */
function* backwards(
  events: readonly CaseEvent[],
  other: CaseEvent | undefined,
  isAfter: (other: CaseEvent, event: CaseEvent) => boolean,
): Generator<CaseEvent> {
  let due = other
  for (let at = events.length - 1; at >= 0; at--) {
    const event = events[at]
    if (event === undefined) continue
    if (due !== undefined && isAfter(due, event)) {
      yield due
      due = undefined
    }
    yield event
  }
  if (due !== undefined) yield due
}

const beganAfter = (other: CaseEvent, event: CaseEvent): boolean => beginning(other.index)[0] >= beginning(event.index)[0]

/** Looks at a case as the event of `index`, which is the next of its log, finds it. */
export function viewFor(index: IndexPart, memory: CaseMemory): CaseView {
  const event: CaseEvent = { caseLog: index.case_log, sequence: memory.sequence + 1, index }
  const own = keysOf(index)
  const now = momentOf(index)
  const says = (other: CaseEvent): boolean => other === event || saysAt(other, now)
  const self = (name: string): CaseEvent | undefined => (own.has(name) ? event : undefined)
  const newestFirst = (name: string): IteratorObject<CaseEvent> => backwards(memory.under(name), self(name), () => true).filter(says)
  return {
    event,
    now,
    says,
    memory,
    newestFirst,
    lastBegunFirst: (name) => backwards(memory.byBeginning(name), self(name), beganAfter).filter(says),
    meantBy(id, by) {
      const found = [...newestFirst(key.ofId(id))]
      const ofAgency = found.filter((other) => other.index.agency === by.agency)
      const ofSystem = ofAgency.filter((other) => other.index.system === by.system)
      return [ofSystem, ofAgency].find((group) => group.length > 0) ?? found
    },
    quoting: (opener) => memory.quoting(opener),
  }
}
