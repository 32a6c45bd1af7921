import type { CaseLogId } from '../../schemas/ids.ts'
import { harmedOf, subjectOf, type KnownPerson, type LinkIndex } from './link-index.ts'
import { compare, mergedPerson, withTokensOf, type Member } from './merge-people.ts'
import { mergesInEffect, ofCases, personIn, splitBetween, splitOf, survivorOf, type Merges, type NumberedMerge } from './merges.ts'
import { comparableIn } from './same-person.ts'
import type { Effects, Merged } from './decision.ts'

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/**
 * The case log under which a merge of a person is recorded: the one that stands for the case, where it has the person; else another of the case that has them. A merge
 * of people is between logs that have them, so that it ends exactly when those logs are parted.
 */
function logIn(known: LinkIndex, caseLog: CaseLogId, { logs }: KnownPerson): CaseLogId {
  const own = [...logs].filter((log) => survivorOf(known.merges, log) === caseLog).sort(byText)
  return own.includes(caseLog) ? caseLog : (own[0] ?? caseLog)
}

const memberIn = (known: LinkIndex, caseLog: CaseLogId, person: KnownPerson): Member => ({
  ...comparableIn(known, caseLog, person),
  caseLog: logIn(known, caseLog, person),
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
 * is one already; of whom it is not certain, it is said whom they may be. `ages`: number of the entry of links.events that opened each.
 */
export function mergeCases(
  known: LinkIndex,
  caseLogs: readonly CaseLogId[],
  ages: ReadonlyMap<string, number>,
): Pick<Effects, 'merged' | 'candidates'> {
  const cases = [...new Set(caseLogs.map((caseLog) => survivorOf(known.merges, caseLog)))].sort(
    (one, other) => (ages.get(one) ?? 0) - (ages.get(other) ?? 0) || byText(one, other),
  )
  const [into, ...others] = cases
  if (into === undefined) return { merged: [], candidates: [] }
  const merges = growing(known.merges)
  const candidates: Effects['candidates'][number][] = []
  const standing = subjectOf(known, into)
  let harmed = harmedIn(known, into)
  for (const from of others) {
    merges.add({ kind: 'case', id: from, into, case_log: from, into_case_log: into })
    const subject = subjectOf(known, from)
    if (subject !== undefined && standing !== undefined)
      makeOne(merges, into, memberIn(known, from, subject), memberIn(known, into, standing))
    const standsFor = ({ person }: Member): string => personIn(merges.now, into, person)
    const there = new Set(harmed.map(standsFor))
    const theirs = harmedIn(known, from).filter((one) => !there.has(standsFor(one)))
    const { same, unsure } = compare(harmedIn(known, from), harmed)
    const isNew = ([one]: readonly [Member, unknown]): boolean => !there.has(standsFor(one))
    for (const [{ person, caseLog: log }, fits] of unsure.filter(isNew))
      for (const fit of fits) candidates.push({ person, case_log: log, candidate: fit.person, candidate_log: fit.caseLog })
    for (const [one, other] of same.filter(isNew)) makeOne(merges, into, one, other)
    const areOne = same.filter(([one, other]) => standsFor(one) === standsFor(other))
    harmed = [
      ...harmed.map((one) => areOne.filter(([, other]) => other === one).reduce((all, [other]) => withTokensOf(all, other), one)),
      ...theirs.filter((one) => !areOne.some(([other]) => other.person === one.person)),
    ]
  }
  return { merged: merges.merged, candidates }
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
