import type { PersonEvidence, Slips } from './evidence.ts'
import { personTokens } from './person-tokens.ts'

/** A person's tokens by kind. */
export type Tokens = ReadonlyMap<string, ReadonlySet<string>>

/** Somebody as they are compared with others: a person of an event, or one whom the link tables know. */
export interface Described {
  /** In every spelling that was given. */
  readonly tokens: Tokens
  /** Of an event's words, what slips of writing would have made of them. Nothing keeps it: of somebody in the link tables it is not known. */
  readonly slips?: () => Slips
}

/** What may agree or differ: a strong scheme, or one of these. */
type Kind = 'surname' | 'given_name' | 'birth_date' | 'name' | 'full_name'

/** A person of an event, as they are compared. */
export function described(said: PersonEvidence): Described {
  const tokens = new Map<string, Set<string>>()
  for (const { kind, token } of personTokens(said)) tokens.set(kind, (tokens.get(kind) ?? new Set()).add(token))
  return { tokens, ...(said.slips === undefined ? {} : { slips: said.slips }) }
}

/** What is said of the kind, in every spelling. */
export const spelt = (said: PersonEvidence, kind: Kind): readonly string[] => [...(described(said).tokens.get(kind) ?? [])]

/** True of a token that is given and known. */
export const has = (tokens: Tokens, kind: string, token: string | null): boolean =>
  token !== null && (tokens.get(kind)?.has(token) ?? false)

const NONE: ReadonlySet<string> = new Set()
const ofKind = ({ tokens }: Described, kind: string): ReadonlySet<string> => tokens.get(kind) ?? NONE

/** True of what is known of both and the same, in any spelling. */
export const agreesIn = (one: Described, other: Described, kind: string): boolean =>
  [...ofKind(one, kind)].some((token) => has(other.tokens, kind, token))

/** True when both sides have one of the kind, and the two are not the same in any spelling. */
export const differsIn = (one: Described, other: Described, kind: string): boolean =>
  ofKind(one, kind).size > 0 && ofKind(other, kind).size > 0 && !agreesIn(one, other, kind)

const eitherWay =
  (holds: (one: Described, other: Described) => boolean) =>
  (one: Described, other: Described): boolean =>
    holds(one, other) || holds(other, one)

/** Given and family name in each other's place. */
export const isSwapped = eitherWay(({ slips }, { tokens }) => {
  const swapped = slips?.().swapped
  return has(tokens, 'given_name', swapped?.given_name ?? null) && has(tokens, 'surname', swapped?.surname ?? null)
})

/** Day and month of the birth date in each other's place. */
export const isDaySwapped = eitherWay(({ slips }, { tokens }) => has(tokens, 'birth_date', slips?.().birth_date ?? null))

/** Surname or birth date agrees, or is in another's place: what a strong identifier needs beside it. */
export const agreesInSurnameOrBirth = (one: Described, other: Described): boolean =>
  agreesIn(one, other, 'surname') || agreesIn(one, other, 'birth_date') || isSwapped(one, other) || isDaySwapped(one, other)

/** Another name and another birth date, where both sides have both: an identifier that they share is one of them by mistake. */
export const contradictsInNameAndBirth = (one: Described, other: Described): boolean =>
  differsIn(one, other, 'birth_date') &&
  (differsIn(one, other, 'given_name') || differsIn(one, other, 'surname')) &&
  !agreesInSurnameOrBirth(one, other)
