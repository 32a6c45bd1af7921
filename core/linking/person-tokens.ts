import type { PersonEvidence } from './evidence.ts'

const NAME_KINDS = ['name', 'full_name', 'surname', 'given_name', 'birth_date'] as const

/** A person's tokens by kind, as the index and the store keep them. */
export const personTokens = (person: PersonEvidence): readonly { readonly kind: string; readonly token: string }[] => [
  ...person.identifiers.map(({ scheme, token }) => ({ kind: scheme, token })),
  ...NAME_KINDS.flatMap((kind) => {
    const token = person[kind]
    return token === null ? [] : [{ kind, token }]
  }),
  ...(person.spellings ?? []),
]
