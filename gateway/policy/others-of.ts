import { withOnePerson } from '../../core/case/same-people.ts'
import { inScope, readerPairs } from './pair-scope.ts'
import { readingOf } from './reading.ts'
import type { Release } from './release.ts'
import type { DecisionInput } from './types.ts'

/**
 * Harmed people of a case whose names a reader may not know: those of other pairs than the reader's (D.7). By every id that they have; nobody for a reader who is
 * not limited to a pair.
 */
export function othersOf(release: Release, input: DecisionInput): ReadonlySet<string> {
  const { same = new Map<string, string>(), logs } = input
  const harmed = new Set(logs.flatMap(({ events }) => events.flatMap(({ index }) => index.harmed.map(({ person }) => person))))
  if (harmed.size < 2) return new Set()
  const reading = readingOf(release, same.size === 0 ? input : { ...input, logs: withOnePerson(logs, same) })
  const pairs = readerPairs(reading)
  return pairs === 'any' ? new Set() : new Set([...harmed].filter((person) => !inScope(reading, pairs, same.get(person) ?? person)))
}
