import { dayInLondon } from './moments.ts'
import type { Said } from './record.ts'

type Age = 'adult' | 'between' | 'child'

/** A birth date as far as an event tells it: how old somebody was on its day. */
interface Stated {
  readonly by: string
  readonly day: string
  readonly age: Age
}

const later = (day: string, years: number): string => `${String(Number(day.slice(0, 4)) + years)}${day.slice(4)}`
const dayOf = ({ index }: Said): string => dayInLondon(index.occurred.from)
const entryOf = ({ index }: Said, person: string) => index.harmed.find((named) => named.person === person)
const statedIn = (event: Said, person: string): readonly Stated[] => {
  const age = entryOf(event, person)?.age
  return age == null ? [] : [{ by: event.index.agency, day: dayOf(event), age: age as Age }]
}

/** The ages on a day that follow from what was stated on others: somebody of 18 stays an adult, and a child was one before. */
function follows(stated: readonly Stated[], day: string): readonly Age[] {
  const of = (age: Age) => stated.filter((one) => one.age === age).map((one) => one.day)
  const between = of('between')
  const adult = of('adult').some((from) => from <= day) || between.some((on) => later(on, 2) <= day)
  const child = of('child').some((until) => until >= day) || between.some((on) => later(on, -2) >= day)
  return [
    ...(adult ? ['adult' as const] : []),
    ...(between.some((on) => on <= day) && between.some((on) => on >= day) ? ['between' as const] : []),
    ...(child ? ['child' as const] : []),
  ]
}

/** What one agency says of somebody's age on the day of an event: in it, else by all that it has stated, else by what it stated last. */
function voteOf(stated: readonly Stated[], event: Said, person: string): Age | undefined {
  const [here] = stated.some(({ by }) => by === event.index.agency) ? statedIn(event, person) : []
  if (here !== undefined) return here.age
  const ages = follows(stated, dayOf(event))
  return ages.length > 1 ? follows(stated.slice(-1), dayOf(event))[0] : ages[0]
}

const most = (votes: readonly Age[]): Age | undefined =>
  (['adult', 'between', 'child'] as const)
    .map((age) => ({ age, count: votes.filter((vote) => vote === age).length }))
    .filter(({ count }) => count > 0)
    .reduce<{ age: Age; count: number } | undefined>(
      (best, next) => (best !== undefined && best.count >= next.count ? best : next),
      undefined,
    )?.age

/** D.11 (2) for readers of an agency: who is a child in an event, and who is surely under 16. An agency counts once; the reader's own not at all where another names her. */
export function agesIn(standing: readonly Said[], agency: string) {
  const naming = (person: string, own: boolean) =>
    standing.filter((event) => (event.index.agency === agency) === own && entryOf(event, person) !== undefined)
  const ageIn = (person: string, event: Said, own: boolean): Age | undefined => {
    const stated = naming(person, own).flatMap((said) => statedIn(said, person))
    return most(
      [...new Set(stated.map(({ by }) => by))].flatMap(
        (by) =>
          voteOf(
            stated.filter((one) => one.by === by),
            event,
            person,
          ) ?? [],
      ),
    )
  }
  const calledAdult = (person: string, own: boolean): boolean =>
    naming(person, own).some((event) => event.index.harmed.some((named) => named.person === person && named.role !== 'child'))
  return {
    isChild: (person: string, event: Said): boolean => {
      const own = naming(person, false).length === 0
      if (own && naming(person, true).length === 0) return false
      const age = ageIn(person, event, own)
      return age === undefined || age === 'between' ? !calledAdult(person, own) : age === 'child'
    },
    isUnder16: (person: string, event: Said): boolean => {
      const told = naming(person, false).some((said) => statedIn(said, person).length > 0)
      return !calledAdult(person, false) && ageIn(person, event, !told) === 'child'
    },
  }
}
