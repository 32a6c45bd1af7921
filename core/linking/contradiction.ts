import { IDENTIFIER_KINDS } from './identifiers.ts'
import type { KnownPerson } from './link-index.ts'

const KINDS: readonly string[] = [...IDENTIFIER_KINDS, 'birth_date']

const NONE: ReadonlySet<string> = new Set()

/** True of two people of whom strong identifiers of one scheme, or birth dates, are known and have none in common: only the data protection officer may join them. */
export const contradict = (one: Pick<KnownPerson, 'tokens'>, other: Pick<KnownPerson, 'tokens'>): boolean =>
  KINDS.some((kind) => {
    const [ofOne, ofOther] = [one.tokens.get(kind) ?? NONE, other.tokens.get(kind) ?? NONE]
    return ofOne.size > 0 && ofOther.size > 0 && ![...ofOne].some((token) => ofOther.has(token))
  })
