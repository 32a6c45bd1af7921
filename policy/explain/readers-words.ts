import type { Explanation, PartExplained, Step } from './explain.ts'
import type { PolicyWords } from '../release/descriptions.ts'

type Words = ReadonlyMap<string, PolicyWords>

/** The first of a step's policies, in the order of the release's files; undefined where none permits. */
function firstOf(words: Words): (step: Step) => string | undefined {
  const ranks = new Map([...words.keys()].map((id, at) => [id, at]))
  const rankOf = (id: string): number => ranks.get(id) ?? Infinity
  return ({ policies }) => policies.toSorted((one, other) => rankOf(one) - rankOf(other))[0]
}

/**
 * The policies (`@id`) by which a reader sees an event, each once: what lets them see the event, and the parts that are shown to them. `words`: of the release, in the order of
 * its files. `isShown`: whether a part went out; one that the event does not have is as one that is withheld.
 * INVARIANT: of several policies that permit the same, the first alone is said. Another may rest on an event that the reader is not shown, as a link does that
 * the reader's agency has by an event of its own.
 */
export function readersPolicies(
  { request, event, parts }: Explanation,
  words: Words,
  isShown: (part: PartExplained) => boolean,
): readonly string[] {
  const first = firstOf(words)
  const shown = parts.filter((part) => part.form !== 'withheld' && isShown(part))
  const steps = [...request, ...event, ...shown.flatMap((part) => part.steps)]
  return [...new Set(steps.filter(({ allowed }) => allowed).flatMap((step) => first(step) ?? []))]
}

/** Why a reader sees an event, in the words that its policies have for readers (`@reader`), each once. Nothing of what is withheld, and no name of a policy. */
export const readersWords = (explanation: Explanation, words: Words, isShown: (part: PartExplained) => boolean): readonly string[] => [
  ...new Set(readersPolicies(explanation, words, isShown).flatMap((id) => words.get(id)?.reader ?? [])),
]
