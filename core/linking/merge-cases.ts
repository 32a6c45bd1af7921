import type { CaseLogId } from '../../schemas/ids.ts'
import { IDENTIFIER_KINDS } from './identifiers.ts'
import { harmedOf, subjectOf, tokensIn, type KnownPerson, type LinkIndex } from './link-index.ts'
import { mergedPerson, sameMember, type Member } from './merge-people.ts'
import { mergesInEffect, ofCases, personIn, splitBetween, splitOf, survivorOf, type Merges, type NumberedMerge } from './merges.ts'
import type { Effects, Merged } from './decision.ts'

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

function tokensOf(known: LinkIndex, caseLog: CaseLogId, person: KnownPerson): Pick<Member, 'names' | 'identifiers'> {
  const tokens = tokensIn(known, caseLog, person)
  return {
    names: tokens.get('name') ?? new Set(),
    identifiers: new Set(IDENTIFIER_KINDS.flatMap((scheme) => [...(tokens.get(scheme) ?? [])])),
  }
}

/**
 * The case log under which a merge of a person is recorded: the one that stands for the case, where it has the person; else another of the case that has them. A merge
 * of people is between logs that have them, so that it ends exactly when those logs are parted.
 */
function logIn(known: LinkIndex, caseLog: CaseLogId, { logs }: KnownPerson): CaseLogId {
  const own = [...logs].filter((log) => survivorOf(known.merges, log) === caseLog).sort(byText)
  return own.includes(caseLog) ? caseLog : (own[0] ?? caseLog)
}

const memberIn = (known: LinkIndex, caseLog: CaseLogId, person: KnownPerson): Member => ({
  person: person.person,
  caseLog: logIn(known, caseLog, person),
  ...tokensOf(known, caseLog, person),
})

const harmedIn = (known: LinkIndex, caseLog: CaseLogId): readonly Member[] =>
  harmedOf(known, caseLog)
    .map((person) => memberIn(known, caseLog, person))
    .sort((one, other) => byText(one.person, other.person))

/** Collects the merges of a decision. One that the rules of the log would not let take effect (`mergesInEffect`) is not added. */
function growing(merges: Merges) {
  const now = new Map<string, NumberedMerge>(merges)
  const merged: Merged[] = []
  const add = (merge: Merged): boolean => {
    if (mergesInEffect((id) => now.get(id)?.into, [merge]).effective.length === 0) return false
    now.set(merge.id, { ...merge, number: Infinity })
    merged.push(merge)
    return true
  }
  return { now, merged, add }
}

/** Makes one person of two people of a case, unless they are one: the second id stands for both, or the first where the second is merged elsewhere already. */
function makeOne({ now, add }: ReturnType<typeof growing>, caseLog: CaseLogId, from: Member, into: Member): void {
  const [gone, stays] = [
    { ...from, person: personIn(now, caseLog, from.person) },
    { ...into, person: personIn(now, caseLog, into.person) },
  ]
  if (gone.person !== stays.person && !add(mergedPerson(gone, stays))) add(mergedPerson(stays, gone))
}

/**
 * Makes one case of several: the oldest one's id stands for all, its subject for all subjects, and those harmed in several are one. Whoever is in both cases by one id, as when they were one before,
 * is one already. `ages`: number of the entry of links.events that opened each.
 */
export function mergeCases(known: LinkIndex, caseLogs: readonly CaseLogId[], ages: ReadonlyMap<string, number>): Pick<Effects, 'merged'> {
  const cases = [...new Set(caseLogs.map((caseLog) => survivorOf(known.merges, caseLog)))].sort(
    (one, other) => (ages.get(one) ?? 0) - (ages.get(other) ?? 0) || byText(one, other),
  )
  const [into, ...others] = cases
  if (into === undefined) return { merged: [] }
  const merges = growing(known.merges)
  const standing = subjectOf(known, into)
  const harmed = [...harmedIn(known, into)]
  for (const from of others) {
    merges.add({ kind: 'case', id: from, into, case_log: from, into_case_log: into })
    const subject = subjectOf(known, from)
    if (subject !== undefined && standing !== undefined)
      makeOne(merges, into, memberIn(known, from, subject), memberIn(known, into, standing))
    const there = new Set(harmed.map(({ person }) => personIn(merges.now, into, person)))
    for (const person of harmedIn(known, from)) {
      if (there.has(personIn(merges.now, into, person.person))) continue
      const same = sameMember(person, harmed)
      if (same === undefined) continue
      makeOne(merges, into, person, same)
    }
    harmed.push(...harmedIn(known, from).filter(({ person }) => personIn(merges.now, into, person) === person))
  }
  return { merged: merges.merged }
}

/** Takes back the merges that make one case of case logs, newest first, and the people who were made one across them. */
export function splitCases(known: LinkIndex, caseLogs: readonly CaseLogId[]): Pick<Effects, 'split'> {
  const distinct = [...new Set(caseLogs)]
  const { split, left } = splitBetween(
    known.merges,
    distinct.flatMap((one, at) => distinct.slice(at + 1).map((other) => [one, other] as const)),
    ofCases,
  )
  const isOne = (merges: Merges, { case_log: one, into_case_log: other }: Merged): boolean =>
    survivorOf(merges, one) === survivorOf(merges, other)
  const people = [...known.merges.values()].filter((merge) => merge.kind === 'person' && isOne(known.merges, merge) && !isOne(left, merge))
  return { split: split.length === 0 ? [] : [...split, ...people.map((merge) => splitOf(known.merges, merge))] }
}
