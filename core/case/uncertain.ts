import type { CaseEvent } from './case-events.ts'
import { entryOf } from './entry-of.ts'

/** A harmed person of an event of whom it is not known which of several she is (D.11, 3): people have still to compare them. */
export interface Uncertain {
  readonly event: CaseEvent
  readonly person: string
  readonly candidates: readonly string[]
}

/**
 * The people whom intake took for new because they may be one of several, as long as an event that counts names them: the event that was the first to name somebody
 * says so also where it was taken back, for others were assigned by it. Who was made one with one of them is known by now. `events`: all of the case, `counting` those
 * of them that count; people who are one have one id.
 */
export function uncertainPeople(events: readonly CaseEvent[], counting: readonly CaseEvent[]): readonly Uncertain[] {
  const unsure: Uncertain[] = []
  for (const event of events) {
    if (event.left === true) continue
    for (const { person, candidates = [] } of event.index.harmed)
      if (candidates.length > 0 && !candidates.includes(person)) unsure.push({ event, person, candidates: [...new Set(candidates)] })
  }
  if (unsure.length === 0) return unsure
  const named = new Set<string>(counting.flatMap(({ index }) => index.harmed.map(({ person }) => person)))
  return unsure.filter(({ person }) => named.has(person))
}

/** Whom each of them may be. */
export function candidatesByPerson(uncertain: readonly Uncertain[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  for (const { person, candidates } of uncertain) for (const candidate of candidates) entryOf(found, person, () => new Set()).add(candidate)
  return found
}
