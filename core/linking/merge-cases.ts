import { IDENTIFIER_KINDS } from './identifiers.ts'
import { harmedOf, subjectOf, type KnownPerson, type LinkIndex } from './link-index.ts'
import { mergedPerson, sameMember, type Member } from './merge-people.ts'
import { splitBetween, splitOf, survivorOf } from './merges.ts'
import type { Effects, Merged } from './decision.ts'

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const memberOf = ({ person, caseLog, tokens }: KnownPerson): Member => ({
  person, caseLog, names: tokens.get('name') ?? new Set(),
  identifiers: new Set(IDENTIFIER_KINDS.flatMap((scheme) => [...tokens.get(scheme) ?? []])),
})

/** What becomes one with a case that is merged into an older one: the case, its subject, and those harmed in both. */
function mergedInto(known: LinkIndex, from: string, into: string, harmed: readonly Member[]): readonly Merged[] {
  const [subject, stays] = [subjectOf(known, from), subjectOf(known, into)]
  const people = harmedOf(known, from).toSorted((one, other) => byText(one.person, other.person)).flatMap((person) => {
    const same = sameMember(memberOf(person), harmed)
    return same === undefined ? [] : [mergedPerson(person, same)]
  })
  return [
    { kind: 'case', id: from, into, case_log: from, into_case_log: into },
    ...(subject === undefined || stays === undefined ? [] : [mergedPerson(subject, stays)]),
    ...people,
  ]
}

/** Makes one case of several: the oldest one's id stands for all. `ages`: number of the entry of links.events that opened each. */
export function mergeCases(known: LinkIndex, caseLogs: readonly string[], ages: ReadonlyMap<string, number>): Pick<Effects, 'merged'> {
  const cases = [...new Set(caseLogs.map((caseLog) => survivorOf(known.merges, caseLog)))]
    .sort((one, other) => (ages.get(one) ?? 0) - (ages.get(other) ?? 0) || byText(one, other))
  const [into, ...others] = cases
  if (into === undefined) return { merged: [] }
  const harmed = harmedOf(known, into).map(memberOf).sort((one, other) => byText(one.person, other.person))
  return {
    merged: others.flatMap((from) => {
      const merged = mergedInto(known, from, into, harmed)
      const gone = new Set(merged.map(({ id }) => id))
      harmed.push(...harmedOf(known, from).filter(({ person }) => !gone.has(person)).map(memberOf))
      return merged
    }),
  }
}

/** Takes back the merges that make one case of case logs, newest first, and the people who were made one across them. */
export function splitCases(known: LinkIndex, caseLogs: readonly string[]): Pick<Effects, 'split'> {
  const distinct = [...new Set(caseLogs)]
  const { split, left } = splitBetween(known.merges, distinct.flatMap((one, at) => distinct.slice(at + 1).map((other) => [one, other] as const)))
  const apart = (one: string, other: string): boolean => survivorOf(left, one) !== survivorOf(left, other)
  const people = [...known.merges.values()].filter((merge) => merge.kind === 'person' && apart(merge.case_log, merge.into_case_log))
  return { split: split.length === 0 ? [] : [...split, ...people.map((merge) => splitOf(known.merges, merge))] }
}
