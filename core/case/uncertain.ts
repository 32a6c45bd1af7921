import type { CaseEvent } from './case-events.ts'
import { entryOf } from './entry-of.ts'

/** A harmed person of an event of whom it is not known which of several she is (D.11, 3): people have still to compare them. */
export interface Uncertain {
  readonly event: CaseEvent
  readonly person: string
  readonly candidates: readonly string[]
}

/**
 * The people whom intake took for new because they may be one of several. Who was made one with one of them is known by now. `events`: those that count, in which
 * people who are one have one id.
 */
export const uncertainPeople = (events: readonly CaseEvent[]): readonly Uncertain[] => events.flatMap((event) =>
  event.index.harmed.flatMap(({ person, candidates = [] }) => candidates.length === 0 || candidates.includes(person) ? [] : [{ event, person, candidates: [...new Set(candidates)] }]))

/** Whom each of them may be. */
export function candidatesByPerson(uncertain: readonly Uncertain[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  for (const { person, candidates } of uncertain) for (const candidate of candidates) entryOf(found, person, () => new Set()).add(candidate)
  return found
}
