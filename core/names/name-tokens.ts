import { normaliseName } from '../linking/names.ts'
import { type LinkingSecret, token } from '../linking/tokens.ts'
import { wordsOf } from './words.ts'

/** Kinds of tokens that a person's names have. */
export const NAME_KINDS = ['given_name', 'surname', 'full_name'] as const

/** Tokens of names said often are made once. Bounded in number and length, so that no text makes it grow. */
const [MOST_KEPT, LONGEST_KEPT] = [4_000, 100]
const kept = new WeakMap<object, Map<string, readonly string[]>>()

/** The tokens that a name, normalised, has as a given name, a family name and both together. */
export function nameTokens(secret: LinkingSecret, name: string): readonly string[] {
  const ofSecret = kept.get(secret) ?? new Map<string, readonly string[]>()
  kept.set(secret, ofSecret)
  const before = ofSecret.get(name)
  if (before !== undefined) return before
  const tokens = NAME_KINDS.map((kind) => token(secret, kind, name))
  if (name.length > LONGEST_KEPT) return tokens
  if (ofSecret.size >= MOST_KEPT) ofSecret.clear()
  ofSecret.set(name, tokens)
  return tokens
}

/** The words of names or of a text, as names are compared. */
export const namesIn = (texts: readonly (string | null | undefined)[]): ReadonlySet<string> =>
  new Set(
    texts.flatMap((text) =>
      text == null
        ? []
        : wordsOf(text).flatMap(({ said }) => {
            const name = normaliseName(said)
            return name === undefined ? [] : [name, ...name.split(' ')]
          }),
    ),
  )
