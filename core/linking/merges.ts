import type { Merged, Split } from './decision.ts'

/** A merge that counts, with the number of its entry in links.events. */
export interface NumberedMerge extends Merged {
  readonly number: number
}

/** The merges that count, by the id that is merged: each id into one other at most, never into itself by any way. */
export type Merges = ReadonlyMap<string, NumberedMerge>

/** What stands for a case log or a person: itself where it is merged into nothing. */
export function survivorOf(merges: ReadonlyMap<string, Pick<Merged, 'into'>>, id: string): string {
  let survivor = id
  for (let merge = merges.get(survivor); merge !== undefined; merge = merges.get(survivor)) survivor = merge.into
  return survivor
}

/** Everything that is one with an id, itself among it, by id. */
export function oneWith(merges: ReadonlyMap<string, Pick<Merged, 'into'>>, id: string): readonly string[] {
  const survivor = survivorOf(merges, id)
  return [survivor, ...[...merges.keys()].filter((other) => survivorOf(merges, other) === survivor)].sort()
}

/** A merge as its end is told. */
export const splitOf = (merges: Merges, { kind, id, number }: NumberedMerge): Split =>
  ({ kind, id, since: number, case_logs: kind === 'case' ? oneWith(merges, id) : [] })

/** An id and everything that it is merged into, on the way to what stands for it. */
function wayOf(merges: Merges, id: string): readonly NumberedMerge[] {
  const way: NumberedMerge[] = []
  for (let merge = merges.get(id); merge !== undefined; merge = merges.get(merge.into)) way.push(merge)
  return way
}

/** The newest of the merges that make two ids one; undefined where they are not. */
export function newestBetween(merges: Merges, one: string, other: string): NumberedMerge | undefined {
  if (survivorOf(merges, one) !== survivorOf(merges, other)) return undefined
  const [way, back] = [wayOf(merges, one), wayOf(merges, other)]
  const between = [...way.filter((merge) => !back.includes(merge)), ...back.filter((merge) => !way.includes(merge))]
  return between.sort((left, right) => right.number - left.number || (left.id < right.id ? -1 : 1))[0]
}

/**
 * The merges that must end for two groups of ids to be apart: each time the newest of those that join a pair, so that a split takes the last merge
 * back and no more. Pure; the merges given stay as they are.
 */
export function splitBetween(merges: Merges, pairs: readonly (readonly [string, string])[]): { readonly split: readonly Split[]; readonly left: Merges } {
  const left = new Map(merges)
  const split: Split[] = []
  for (const [one, other] of pairs) {
    for (let newest = newestBetween(left, one, other); newest !== undefined && one !== other; newest = newestBetween(left, one, other)) {
      split.push(splitOf(left, newest))
      left.delete(newest.id)
    }
  }
  return { split, left }
}
