import type { CaseEvent } from '../case-events.ts'
import type { CaseView } from './case-view.ts'
import { key, openerKeys } from './keys.ts'
import { remembered, type Standing } from './standing.ts'

/** Which harmed adults events are about, as `harmedPeople` and `pairScopes` say it of a whole case. */
export interface AdultsInView {
  /** All of the case. Grows with the people of the case: asked for only where an event is about nobody in particular. */
  all(): readonly string[]
  /** The harmed adults whom an event names, or whose pair it takes from what it quotes or refers to; undefined where it leads to no pair. */
  of(event: CaseEvent): readonly string[] | undefined
}

/** Follows only what an event names, quotes and refers to, however many events the case has. */
export function adultsIn(view: CaseView, { counts }: Standing): AdultsInView {
  const { event: judged, memory } = view
  const isNamed = (name: string): boolean => view.newestFirst(name).some(counts)
  const isAdult = (person: string): boolean => isNamed(key.adult(person))
  const namedByJudged = judged.index.harmed.filter(({ role }) => role !== 'child').map(({ person }) => person)

  /** Whom a person stands for: herself, and of a child the adults that it is named with. */
  const standsFor = (person: string): readonly string[] =>
    isNamed(key.child(person))
      ? [person, ...new Set([...memory.adultsWith(person), ...namedByJudged])].filter(
          (other) => other === person || isNamed(key.childWith(person, other)),
        )
      : [person]
  const namedPairs = ({ index: { harmed } }: CaseEvent): readonly string[] => harmed.flatMap(({ person }) => standsFor(person))

  /** The pairs that an event which names nobody takes from others, and they from others again. */
  const takenPairs = (event: CaseEvent): ReadonlySet<string> => {
    const pairs = new Set<string>()
    const followers = new Set([event])
    const openers = new Set<string>()
    const take = (other: CaseEvent): void => {
      if (other.index.harmed.length === 0) followers.add(other)
      else for (const person of namedPairs(other)) pairs.add(person)
    }
    for (const follower of followers) {
      for (const opener of openerKeys(follower.index)) {
        if (openers.has(opener)) continue
        openers.add(opener)
        for (const group of view.quoting(opener)) {
          // One that counts hands on what all of the group do.
          const one = group.findLast((other) => view.says(other) && counts(other))
          if (one !== undefined) take(one)
        }
        if (judged !== follower && openerKeys(judged.index).includes(opener) && counts(judged)) take(judged)
      }
      for (const id of follower.index.references) {
        const [meant, ...more] = view.meantBy(id, follower.index).filter((other) => other !== follower)
        if (meant !== undefined && more.length === 0) take(meant)
      }
    }
    return pairs
  }
  const adultsOf = (event: CaseEvent): readonly string[] | undefined => {
    const pairs = event.index.harmed.length > 0 ? new Set(namedPairs(event)) : takenPairs(event)
    return pairs.size === 0 ? undefined : [...pairs].filter(isAdult)
  }
  let everybody: readonly string[] | undefined
  return {
    all: () => (everybody ??= [...new Set([...memory.adults, ...namedByJudged])].filter(isAdult)),
    of: remembered(adultsOf),
  }
}
