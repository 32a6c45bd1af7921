import type { Effects } from './decision.ts'
import { mergedPerson, type Member } from './merge-people.ts'
import { splitBetween, survivorOf, type Merges } from './merges.ts'

/** Makes one person of several of a case: the first of them stands for all. */
export function mergeMembers(merges: Merges, members: readonly Member[], all: readonly Member[]): Pick<Effects, 'merged'> {
  const survivors = [...new Set(members.map(({ person }) => survivorOf(merges, person)))].sort()
  const of = (person: string): Pick<Member, 'person' | 'caseLog'> => all.find((member) => member.person === person) ?? { person, caseLog: '' }
  const [into, ...others] = survivors
  return { merged: into === undefined ? [] : others.map((person) => mergedPerson(of(person), of(into))) }
}

/** Takes back the merges that make one person of several. */
export function splitMembers(merges: Merges, members: readonly Member[]): Pick<Effects, 'split'> {
  const people = [...new Set(members.map(({ person }) => person))]
  return { split: splitBetween(merges, people.flatMap((one, at) => people.slice(at + 1).map((other) => [one, other] as const))).split }
}
