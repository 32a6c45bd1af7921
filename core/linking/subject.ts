import type { PersonEvidence } from './evidence.ts'
import type { KnownPerson } from './link-index.ts'

/** A person's tokens by kind. */
export type Tokens = ReadonlyMap<string, ReadonlySet<string>>

/** True of a token that is given and known. */
export const has = (tokens: Tokens, kind: string, token: string | null): boolean => token !== null && (tokens.get(kind)?.has(token) ?? false)

/** Both sides have a token of the kind, and the person's are others. */
const differs = (tokens: Tokens, kind: string, token: string | null): boolean =>
  token !== null && (tokens.get(kind)?.size ?? 0) > 0 && !has(tokens, kind, token)

/** A strong identifier of a scheme that the person has, with another value. */
const otherIdentifier = (said: PersonEvidence, tokens: Tokens): boolean =>
  said.identifiers.some(({ scheme, token }) => differs(tokens, scheme, token))

/** Surname or birth date agrees: what a strong identifier needs beside it. */
export const agreesInSurnameOrBirth = (said: PersonEvidence, tokens: Tokens): boolean =>
  has(tokens, 'surname', said.surname) || has(tokens, 'birth_date', said.birth_date)

/** Rule (a): surname or birth date agrees, and no strong identifier contradicts. */
export const agrees = (said: PersonEvidence, { tokens }: Pick<KnownPerson, 'tokens'>): boolean => agreesInSurnameOrBirth(said, tokens) && !otherIdentifier(said, tokens)

/** Another full name where both sides have one, else another surname. */
const otherName = (said: PersonEvidence, tokens: Tokens): boolean =>
  said.full_name !== null && tokens.has('full_name') ? differs(tokens, 'full_name', said.full_name) : differs(tokens, 'surname', said.surname)

/** Another name and another birth date, where both sides have both: an identifier that they share is one of them by mistake. */
export const contradictsInNameAndBirth = (said: PersonEvidence, tokens: Tokens): boolean =>
  differs(tokens, 'birth_date', said.birth_date) && otherName(said, tokens) && !agreesInSurnameOrBirth(said, tokens)

/** Rule (c): name, birth date or a strong identifier is another than the person's, where both sides have one. */
export const contradicts = (said: PersonEvidence, { tokens }: Pick<KnownPerson, 'tokens'>): boolean =>
  otherIdentifier(said, tokens) || differs(tokens, 'birth_date', said.birth_date) || otherName(said, tokens)
