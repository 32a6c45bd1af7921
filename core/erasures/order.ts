import { classes as allClasses } from '../../schemas/index.ts'
import type { ErasureOrdered } from '../control/entry.ts'

/** What an erasure is of: a person in a case, a case, or a reader. */
export type ErasureScope = Pick<ErasureOrdered, 'cases' | 'people' | 'reader' | 'classes' | 'whole_events'>

/** The key of something sealed, by what it is of. */
export interface ErasedKey {
  readonly case: string
  readonly person: string
  readonly class: string
}

/** Class of the keys of openings of access records. */
const OPENINGS = 'ACCESS'

export const CLASSES: readonly string[] = allClasses.map(({ code }) => code).toSorted()

/** The kind of an erasure, in a word that a record holds. */
export const kindOf = ({ reader, people }: ErasureScope): 'reader' | 'person' | 'case' =>
  reader !== '' ? 'reader' : people.length > 0 ? 'person' : 'case'

/** Whether nothing is left of a case, or of a person in one: nobody is found in it by name or number any more. */
export const isWhole = (scope: ErasureScope): boolean => kindOf(scope) !== 'reader' && scope.classes.length === 0

/** The keys of openings of access records that an erasure destroys: of a reader, or of cases as a whole. Of a person, or of a class, none. */
export function openingKeysOf(scope: ErasureScope): readonly ErasedKey[] {
  if (kindOf(scope) === 'reader') return [{ case: `reader:${scope.reader}`, person: '', class: OPENINGS }]
  if (kindOf(scope) === 'person' || !isWhole(scope)) return []
  return scope.cases.map((caseLog) => ({ case: caseLog, person: '', class: OPENINGS }))
}

/**
 * The keys that an erasure destroys, each once. `owners`: of each case log, the people who own something in it. Of a class that nothing was sealed under yet the
 * key is destroyed too: what is on its way would else make it.
 */
export function keysOfErasure(scope: ErasureScope, owners: ReadonlyMap<string, readonly string[]>): readonly ErasedKey[] {
  if (kindOf(scope) === 'reader') return openingKeysOf(scope)
  const chosen = scope.classes.length === 0 ? CLASSES : scope.classes
  const keys = scope.cases.flatMap((caseLog) => {
    const people = scope.people.length > 0 ? scope.people : [...new Set(['', ...(owners.get(caseLog) ?? [])])]
    return people.flatMap((person) => chosen.map((sensitivity) => ({ case: caseLog, person, class: sensitivity })))
  })
  return [...keys, ...openingKeysOf(scope)]
}
