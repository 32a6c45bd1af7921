import type { CaseLogId, PersonId } from '../../schemas/ids.ts'
import type { Effects } from './decision.ts'
import { mergedPerson, withTokensOf, type Member } from './merge-people.ts'
import { mergesInEffect, personIn, splitBetween, withinCase, type Merges } from './merges.ts'

/** A member with every case log of the case that has her. */
export interface MemberOfLogs extends Member {
  readonly logs: readonly CaseLogId[]
}

const inSameLog = (one: MemberOfLogs, other: MemberOfLogs): readonly [MemberOfLogs, MemberOfLogs] => {
  const caseLog = one.logs.find((log) => other.logs.includes(log))
  return caseLog === undefined
    ? [one, other]
    : [
        { ...one, caseLog },
        { ...other, caseLog },
      ]
}

/** The people of a case as they are now: of those who are one person, the one who stands for them, with the tokens of all. `caseLog`: what stands for the case; `all`: each by an own id. */
export function standingMembers(merges: Merges, caseLog: CaseLogId, all: readonly MemberOfLogs[]): readonly MemberOfLogs[] {
  const is = (id: PersonId): PersonId => personIn(merges, caseLog, id)
  return [...Map.groupBy(all, ({ person }) => is(person))].map(([person, of]) => {
    const [first, ...others] = of.toSorted((one, other) => Number(other.person === person) - Number(one.person === person))
    if (first === undefined) throw new RangeError('A group has somebody in it.')
    const candidates = first.person === person ? [...new Set(first.candidates.map(is))] : []
    return {
      ...others.reduce((one, other) => withTokensOf(one, other), first),
      person,
      candidates: candidates.includes(person) ? [] : candidates,
    }
  })
}

/**
 * Makes one person of several of a case: the first of them stands for all, or the one who is merged into somebody else in another case, since each id is merged
 * into one other at most. What would lead an id back to itself is left out. `caseLog`: what stands for the case; `all`: its people, each by an own id.
 */
export function mergeMembers(
  merges: Merges,
  caseLog: CaseLogId,
  members: readonly MemberOfLogs[],
  all: readonly MemberOfLogs[],
): Pick<Effects, 'merged'> {
  const survivors = new Map(
    members.map((member) => {
      const person = personIn(merges, caseLog, member.person)
      return [person, all.find((other) => other.person === person) ?? { ...member, person }]
    }),
  )
  const ids = [...survivors.keys()].sort()
  const stands = ids.find((id) => merges.has(id)) ?? ids[0]
  const into = stands === undefined ? undefined : survivors.get(stands)
  if (into === undefined) return { merged: [] }
  const others = ids.flatMap((id) => (id === into.person ? [] : (survivors.get(id) ?? [])))
  return {
    merged: mergesInEffect(
      (id) => merges.get(id)?.into,
      others.map((person) => mergedPerson(...inSameLog(person, into))),
    ).effective,
  }
}

/** Takes back the merges that make one person of several of a case. `caseLog`: what stands for the case. */
export function splitMembers(merges: Merges, caseLog: CaseLogId, members: readonly Member[]): Pick<Effects, 'split'> {
  const people = [...new Set(members.map(({ person }) => person))]
  const pairs = people.flatMap((one, at) => people.slice(at + 1).map((other) => [one, other] as const))
  return { split: splitBetween(merges, pairs, withinCase(merges, caseLog)).split }
}
