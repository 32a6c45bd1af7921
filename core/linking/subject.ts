import type { PersonEvidence } from './evidence.ts'
import type { KnownPerson } from './link-index.ts'

/** A person's tokens by kind. */
export type Tokens = ReadonlyMap<string, ReadonlySet<string>>

/** True of a token that is given and known. */
export const has = (tokens: Tokens, kind: string, token: string | null): boolean =>
  token !== null && (tokens.get(kind)?.has(token) ?? false)

type Said = 'surname' | 'given_name' | 'birth_date' | 'name' | 'full_name'

/** What is said of the kind, in every spelling. */
export const spelt = (said: PersonEvidence, kind: Said): readonly string[] => {
  const token = said[kind]
  return token === null
    ? []
    : [token, ...(said.spellings ?? []).filter((spelling) => spelling.kind === kind).map((spelling) => spelling.token)]
}

/** True of what is given and known, in any spelling. */
export const agreesIn = (said: PersonEvidence, tokens: Tokens, kind: Said): boolean =>
  spelt(said, kind).some((token) => has(tokens, kind, token))

/** True when both sides have one of the kind, and the two are not the same in any spelling. */
const differs = (said: PersonEvidence, tokens: Tokens, kind: Said): boolean =>
  said[kind] !== null && (tokens.get(kind)?.size ?? 0) > 0 && !agreesIn(said, tokens, kind)

/** Strong identifiers of a scheme that the person has, all with other values. */
const otherIdentifier = ({ identifiers }: PersonEvidence, tokens: Tokens): boolean =>
  identifiers.some(
    ({ scheme }) =>
      (tokens.get(scheme)?.size ?? 0) > 0 && !identifiers.some((one) => one.scheme === scheme && has(tokens, scheme, one.token)),
  )

function isSwapped({ slips }: PersonEvidence, tokens: Tokens): boolean {
  const swapped = slips?.().swapped
  return has(tokens, 'given_name', swapped?.given_name ?? null) && has(tokens, 'surname', swapped?.surname ?? null)
}

/** Day and month of the birth date in each other's place. */
const isDaySwapped = ({ slips }: PersonEvidence, tokens: Tokens): boolean => has(tokens, 'birth_date', slips?.().birth_date ?? null)

/** Surname or birth date agrees, or is in another's place: what a strong identifier needs beside it. */
export const agreesInSurnameOrBirth = (said: PersonEvidence, tokens: Tokens): boolean =>
  agreesIn(said, tokens, 'surname') || agreesIn(said, tokens, 'birth_date') || isSwapped(said, tokens) || isDaySwapped(said, tokens)

/** What of a person agrees. */
export interface Agreement {
  /** How many of given name and surname. */
  readonly names: number
  readonly birth: boolean
}

/** What agrees, in any spelling, or is in the other's place. */
export function agreement(said: PersonEvidence, tokens: Tokens): Agreement {
  const kinds = ['given_name', 'surname'] as const
  const names = kinds.filter((kind) => agreesIn(said, tokens, kind)).length
  return {
    names: names === 0 && isSwapped(said, tokens) ? kinds.length : names,
    birth: agreesIn(said, tokens, 'birth_date') || isDaySwapped(said, tokens),
  }
}

/** How many of given name, surname and birth date differ from the person's. Names, or day and month, that were swapped are a slip and do not count. */
function disagreements(said: PersonEvidence, tokens: Tokens): number {
  const names = (['given_name', 'surname'] as const).filter((kind) => differs(said, tokens, kind)).length
  const isBornElse = differs(said, tokens, 'birth_date') && !isDaySwapped(said, tokens)
  return (names > 0 && isSwapped(said, tokens) ? 0 : names) + (isBornElse ? 1 : 0)
}

/** In how many of them people with one number, or of one proceeding, may differ: one is a mistake, two make somebody else. */
const TOLERATED = 1

/** Rule (c): a strong identifier, or two of given name, surname and birth date, are others than the person's, where both sides have one. */
export const contradicts = (said: PersonEvidence, { tokens }: Pick<KnownPerson, 'tokens'>): boolean =>
  otherIdentifier(said, tokens) || disagreements(said, tokens) > TOLERATED

/** Rule (a): surname or birth date agrees, and nothing contradicts. */
export const agrees = (said: PersonEvidence, known: Pick<KnownPerson, 'tokens'>): boolean =>
  agreesInSurnameOrBirth(said, known.tokens) && !contradicts(said, known)

/** Another name and another birth date, where both sides have both: an identifier that they share is one of them by mistake. */
export const contradictsInNameAndBirth = (said: PersonEvidence, tokens: Tokens): boolean =>
  differs(said, tokens, 'birth_date') &&
  (differs(said, tokens, 'given_name') || differs(said, tokens, 'surname')) &&
  !agreesInSurnameOrBirth(said, tokens)
