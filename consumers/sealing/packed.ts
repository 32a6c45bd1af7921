/** Parts on their way to the thread that reduces and seals, in the form in which parts go to the one that opens them: keys, words and bytes. */
import type { SealedPlain } from '../../core/parts/reduce-sealed.ts'
import type { NeededKeys } from '../../core/sealing/ready-keys.ts'
import type { PlainToSeal } from '../../core/sealing/seal-each.ts'
import { packParts, unpackParts, type Packed } from '../../infra/opening/packed.ts'

type Reducible = SealedPlain & NeededKeys

type Words = readonly [
  agency: SealedPlain['binding']['agency'],
  system: string,
  eventId: string,
  owner: string,
  sensitivity: string,
  type: string,
  occurredFrom: string,
]

/** What a part is bound to, and the context of its reduced form: a JSON list, in the place of associated data. */
const wordsOf = ({ binding: { agency, system, eventId, owner, class: sensitivity }, type, occurredFrom }: SealedPlain): string =>
  JSON.stringify([agency, system, eventId, owner, sensitivity, type, occurredFrom] satisfies Words)

export const packReducible = (parts: readonly Reducible[]): Packed =>
  packParts(parts.map((part) => ({ ofScope: part.ofScope, ofEvent: part.ofEvent, aad: wordsOf(part), sealed: part.sealed })))

export const unpackReducible = (packed: Packed): readonly Reducible[] =>
  unpackParts(packed).map(({ aad, ...part }) => {
    const [agency, system, eventId, owner, sensitivity, type, occurredFrom] = JSON.parse(aad) as Words
    return { ...part, binding: { agency, system, eventId, owner, class: sensitivity }, type, occurredFrom }
  })

export const packPlain = (parts: readonly PlainToSeal[]): Packed =>
  packParts(parts.map(({ plaintext, ...part }) => ({ ...part, sealed: plaintext })))

export const unpackPlain = (packed: Packed): readonly PlainToSeal[] =>
  unpackParts(packed).map(({ sealed, ...part }) => ({ ...part, plaintext: sealed }))
