import type { CaseEvent } from '../case-events.ts'
import { entryOf } from '../entry-of.ts'
import type { IndexPart, NumberedEvent } from '../index-part.ts'
import { beginning } from '../moments.ts'
import { keysOf, openerKeys, signatureOf } from './keys.ts'

/**
 * The events of one case log, found by what the rules that need the case ask for. It grows by one event at a time, and what that costs does not grow
 * with the case: a case of ten thousand events judges the next as fast as one of a hundred.
 */
export interface CaseMemory {
  /** Events in it. */
  readonly size: number
  /** Number of the last event; 0 before the first. */
  readonly sequence: number
  /** Takes the next event of the log. */
  add(event: NumberedEvent): void
  /** The events under a key of `keys.ts`, by number. */
  under(key: string): readonly CaseEvent[]
  /** The same by when they began, then by number. */
  byBeginning(key: string): readonly CaseEvent[]
  /** Everybody whom an event names as a harmed adult. */
  readonly adults: ReadonlySet<string>
  /** The adults whom an event names together with a child. */
  adultsWith(child: string): ReadonlySet<string>
  /** The events that quote a proceeding (`openerKey`), in groups that hand on the same pairs. */
  quoting(openerKey: string): Iterable<readonly CaseEvent[]>
}

const NONE: readonly CaseEvent[] = []
const NOBODY: ReadonlySet<string> = new Set()

const begins = ({ index }: CaseEvent): number => beginning(index)[0]

/** Puts an event, the last by number, where it belongs by when it began. */
function insertByBeginning(events: CaseEvent[], event: CaseEvent): void {
  const from = begins(event)
  let [low, high] = [0, events.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = events[middle]
    if (other !== undefined && begins(other) <= from) low = middle + 1
    else high = middle
  }
  events.splice(low, 0, event)
}

/** A memory of the first events of a case log. */
export function createCaseMemory(before: Iterable<NumberedEvent> = []): CaseMemory {
  const found = new Map<string, CaseEvent[]>()
  /** Made for the keys that were asked for by beginning, and kept from then on. */
  const ordered = new Map<string, CaseEvent[]>()
  const adults = new Set<string>()
  const together = new Map<string, Set<string>>()
  const proceedings = new Map<string, Map<string, CaseEvent[]>>()
  let size = 0
  let sequence = 0

  const learnPeople = ({ harmed }: IndexPart): void => {
    const named = harmed.filter(({ role }) => role !== 'child')
    for (const { person } of named) adults.add(person)
    for (const { person, role } of harmed) {
      if (role !== 'child') continue
      const known = entryOf(together, person, () => new Set<string>())
      for (const adult of named) known.add(adult.person)
    }
  }
  const memory: CaseMemory = {
    get size() {
      return size
    },
    get sequence() {
      return sequence
    },
    add(event) {
      const { index } = event
      const known: CaseEvent = { caseLog: index.case_log, ...event }
      for (const name of keysOf(index)) {
        entryOf(found, name, () => []).push(known)
        const byBeginning = ordered.get(name)
        if (byBeginning !== undefined) insertByBeginning(byBeginning, known)
      }
      learnPeople(index)
      const openers = openerKeys(index)
      const signature = openers.length > 0 ? signatureOf(index) : ''
      for (const opener of openers)
        entryOf(
          entryOf(proceedings, opener, () => new Map<string, CaseEvent[]>()),
          signature,
          () => [],
        ).push(known)
      size += 1
      sequence = event.sequence
    },
    under: (name) => found.get(name) ?? NONE,
    byBeginning: (name) =>
      entryOf(ordered, name, () =>
        (found.get(name) ?? []).toSorted((one, other) => begins(one) - begins(other) || one.sequence - other.sequence),
      ),
    adults,
    adultsWith: (child) => together.get(child) ?? NOBODY,
    quoting: (opener) => proceedings.get(opener)?.values() ?? [],
  }
  for (const event of before) memory.add(event)
  return memory
}
