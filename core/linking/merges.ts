import type { CaseLogId, PersonId } from '../../schemas/ids.ts'
import type { Effects, Merged, MergedCase, MergedPerson, Split } from './decision.ts'

/** A merge that counts, with the number of its entry in links.events. */
export type NumberedMerge = Merged & { readonly number: number }

/** The merges that count, by the id that is merged: each id into one other at most, never into itself by any way (`mergesInEffect`). */
export type Merges = ReadonlyMap<string, NumberedMerge>

type AnyMerges = ReadonlyMap<string, Merged>

/** Which merges a walk follows: of cases or of people, so that it ends at an id of the same kind. */
export type Follows<Of extends Merged> = (merge: Merged) => merge is Of

export const ofCases: Follows<MergedCase> = (merge) => merge.kind === 'case'

/** The ids of a circle, from one of them on. */
function circleFrom<Of extends Merged>(merges: AnyMerges, start: Of['id'], follows: Follows<Of>): readonly Of['id'][] {
  const circle = [start]
  for (let merge = merges.get(start); merge !== undefined && follows(merge) && merge.into !== start; merge = merges.get(merge.into))
    circle.push(merge.into)
  return circle
}

/**
 * What stands for an id by the merges that `follows` takes: itself where it is merged into nothing. Ends whatever the merges are: no fold makes a circle,
 * but a table may have been written by hand; in one, its first id stands for all of it, from wherever the walk began.
 */
export function standingFor<Of extends Merged>(merges: AnyMerges, id: Of['id'], follows: Follows<Of>): Of['id'] {
  let survivor = id
  for (let steps = 0; steps <= merges.size; steps++) {
    const merge = merges.get(survivor)
    if (merge === undefined || !follows(merge)) return survivor
    survivor = merge.into
  }
  return circleFrom(merges, survivor, follows).toSorted()[0] ?? survivor
}

/** The case log that stands for the case of a case log. */
export const survivorOf = (merges: AnyMerges, caseLog: CaseLogId): CaseLogId => standingFor(merges, caseLog, ofCases)

/** Follows the merges of people within a case: those whose case logs are both of it. `caseLog`: what stands for the case. */
export function withinCase(merges: AnyMerges, caseLog: CaseLogId): Follows<MergedPerson> {
  const isOfCase = (log: CaseLogId): boolean => survivorOf(merges, log) === caseLog
  return (merge): merge is MergedPerson => merge.kind === 'person' && isOfCase(merge.case_log) && isOfCase(merge.into_case_log)
}

/** What stands for a person in a case. A person may be of several cases that were one, and be merged in one of them only. `caseLog`: what stands for the case. */
export const personIn = (merges: AnyMerges, caseLog: CaseLogId, person: PersonId): PersonId =>
  merges.has(person) ? standingFor(merges, person, withinCase(merges, caseLog)) : person

/** Everything that is one case with a case log, itself among it, by id. */
export function oneWith(merges: AnyMerges, caseLog: CaseLogId): readonly CaseLogId[] {
  const survivor = survivorOf(merges, caseLog)
  const merged = [...merges.values()].filter(ofCases).map(({ id }) => id)
  return [survivor, ...merged.filter((other) => other !== survivor && survivorOf(merges, other) === survivor)].sort()
}

/** The merges of one entry, by whether they take effect. */
export interface InEffect<Merge> {
  readonly effective: readonly Merge[]
  /** Those that would merge an id into itself or into one that leads back to it. */
  readonly circular: readonly Merge[]
}

/**
 * The merges of an entry of links.events that take effect, one after another: not one of an id that is merged already, and not one of an id into itself or into
 * one that leads back to it. INVARIANT: every fold of the log, and whoever writes it, asks here, so that all come to the same merges, which have no circle.
 * `intoOf`: what an id is merged into by what was folded before, the entry's own splits taken off.
 */
export function mergesInEffect<Merge extends Pick<Merged, 'id' | 'into'>>(
  intoOf: (id: string) => string | undefined,
  merged: readonly Merge[],
): InEffect<Merge> {
  const added = new Map<string, string>()
  const next = (id: string): string | undefined => added.get(id) ?? intoOf(id)
  const leadsTo = (from: string, id: string): boolean => {
    const seen = new Set<string>()
    for (let at: string | undefined = from; at !== undefined && !seen.has(at); at = next(at)) {
      if (at === id) return true
      seen.add(at)
    }
    return false
  }
  const effective: Merge[] = []
  const circular: Merge[] = []
  for (const merge of merged) {
    if (leadsTo(merge.into, merge.id)) circular.push(merge)
    else if (next(merge.id) === undefined) {
      added.set(merge.id, merge.into)
      effective.push(merge)
    }
  }
  return { effective, circular }
}

/**
 * Folds a decision into the merges that count, by the id that is merged: its splits end theirs, then those of its own that take effect count. The map given is changed: one decision
 * is a few of many merges. `kept`: what is kept of a merge.
 */
export function foldMerges<Kept extends Pick<Merged, 'kind' | 'into'>>(
  merges: Map<string, Kept>,
  { split, merged }: Pick<Effects, 'split' | 'merged'>,
  kept: (merge: Merged) => Kept,
): InEffect<Merged> {
  for (const { kind, id } of split) if (merges.get(id)?.kind === kind) merges.delete(id)
  const inEffect = mergesInEffect((id) => merges.get(id)?.into, merged)
  for (const merge of inEffect.effective) merges.set(merge.id, kept(merge))
  return inEffect
}

/** A merge that ends, as a decision names it. */
export const splitOf = (merges: Merges, merge: NumberedMerge): Split => ({
  kind: merge.kind,
  id: merge.id,
  since: merge.number,
  case_logs: merge.kind === 'case' ? oneWith(merges, merge.id) : [],
})

/** The merges that lead from an id to what stands for it. */
function wayOf<Of extends Merged>(merges: Merges, id: Of['id'], follows: Follows<Of>): readonly NumberedMerge[] {
  const way = new Set<NumberedMerge>()
  for (let merge = merges.get(id); merge !== undefined && follows(merge) && !way.has(merge); merge = merges.get(merge.into)) way.add(merge)
  return [...way]
}

/** The newest of the merges that make two ids one; undefined where they are not. */
export function newestBetween<Of extends Merged>(
  merges: Merges,
  one: Of['id'],
  other: Of['id'],
  follows: Follows<Of>,
): NumberedMerge | undefined {
  if (standingFor(merges, one, follows) !== standingFor(merges, other, follows)) return undefined
  const [way, back] = [wayOf(merges, one, follows), wayOf(merges, other, follows)]
  const between = [...way.filter((merge) => !back.includes(merge)), ...back.filter((merge) => !way.includes(merge))]
  return between.sort((left, right) => right.number - left.number || (left.id < right.id ? -1 : 1))[0]
}

/**
 * The merges that must end so that two groups of ids are apart. Of the merges that join a pair the newest ends, so that a split takes the last merge back and no
 * more. Pure; the merges given stay as they are.
 */
export function splitBetween<Of extends Merged>(
  merges: Merges,
  pairs: readonly (readonly [Of['id'], Of['id']])[],
  follows: Follows<Of>,
): { readonly split: readonly Split[]; readonly left: Merges } {
  const left = new Map(merges)
  const split: Split[] = []
  for (const [one, other] of pairs) {
    for (
      let newest = newestBetween(left, one, other, follows);
      newest !== undefined && one !== other;
      newest = newestBetween(left, one, other, follows)
    ) {
      split.push(splitOf(left, newest))
      left.delete(newest.id)
    }
  }
  return { split, left }
}
