import type { Explanation, PartExplained, Step } from './explain.ts'
import type { PolicyWords } from '../release/descriptions.ts'

/**
 * Why a reader sees an event, in the words that policies have for readers (`@reader`), each once: what lets them see the event, and the parts that are shown to
 * them. Nothing of what is withheld, and no name of a policy. `words`: of the release, in the order of its files. `isShown`: whether a part went out; one that
 * the event does not have is as one that is withheld.
 * INVARIANT: of several policies that permit the same, the first alone is said. Another may rest on an event that the reader is not shown, as a link does that
 * the reader's agency has by an event of its own.
 */
export function readersWords(
  { request, event, parts }: Explanation,
  words: ReadonlyMap<string, PolicyWords>,
  isShown: (part: PartExplained) => boolean,
): readonly string[] {
  const ranks = new Map([...words.keys()].map((id, at) => [id, at]))
  const rankOf = (id: string): number => ranks.get(id) ?? Infinity
  const said = (steps: readonly Step[]): readonly string[] =>
    steps
      .filter(({ allowed }) => allowed)
      .flatMap(({ policies }) => {
        const [first] = policies.toSorted((one, other) => rankOf(one) - rankOf(other))
        return (first === undefined ? undefined : words.get(first)?.reader) ?? []
      })
  const shown = parts.filter((part) => part.form !== 'withheld' && isShown(part))
  return [...new Set(said([...request, ...event, ...shown.flatMap(({ steps }) => steps)]))]
}
