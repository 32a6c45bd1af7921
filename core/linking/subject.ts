import type { PersonEvidence } from './evidence.ts'
import type { KnownPerson } from './link-index.ts'

const has = (known: KnownPerson, kind: string, token: string | null): boolean => token !== null && (known.tokens.get(kind)?.has(token) ?? false)

/** Both sides have a token of the kind, and the person's are others. */
const differs = (known: KnownPerson, kind: string, token: string | null): boolean =>
  token !== null && (known.tokens.get(kind)?.size ?? 0) > 0 && !has(known, kind, token)

/** A strong identifier of a scheme that the person has, with another value. */
const otherIdentifier = (said: PersonEvidence, known: KnownPerson): boolean =>
  said.identifiers.some(({ scheme, token }) => differs(known, scheme, token))

/** Rule (a): surname or birth date agrees, and no strong identifier contradicts. */
export const agrees = (said: PersonEvidence, known: KnownPerson): boolean =>
  (has(known, 'surname', said.surname) || has(known, 'birth_date', said.birth_date)) && !otherIdentifier(said, known)

/** Another full name where both sides have one, else another surname. */
const otherName = (said: PersonEvidence, known: KnownPerson): boolean =>
  said.full_name !== null && known.tokens.has('full_name') ? differs(known, 'full_name', said.full_name) : differs(known, 'surname', said.surname)

/** Rule (c): name, birth date or a strong identifier is another than the person's, where both sides have one. */
export const contradicts = (said: PersonEvidence, known: KnownPerson): boolean =>
  otherIdentifier(said, known) || differs(known, 'birth_date', said.birth_date) || otherName(said, known)
