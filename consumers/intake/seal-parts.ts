import { plaintextOf, splitParts } from '../../core/parts/split.ts'
import type { SealedPart } from '../../core/case/index-part.ts'
import type { Claim } from '../../core/linking/claim-record.ts'
import { partAad } from '../../core/sealing/part-key.ts'
import type { KeyedPart, PartKeys } from '../../infra/vault/part-keys.ts'
import type { Sealer } from '../sealing/sealer.ts'
import type { NewClaim, AssignedEvent } from './assign-case.ts'

/** A part that still has to be sealed. */
export interface OpenPart extends KeyedPart {
  readonly scope: KeyedPart['scope'] & { readonly person: SealedPart['owner'] }
  readonly aad: string
  readonly plaintext: Buffer
}

/** The parts of an event in its case, ordered by class then owner. */
export function eventParts({ candidate: { schema, event }, caseLog, people }: AssignedEvent): readonly OpenPart[] {
  const { agency, system, id: eventId } = event
  const own = { agency, system, event_id: eventId }
  return splitParts(schema, event, people).map(({ owner, class: sensitivity, values }) => ({
    event: own,
    scope: { case: caseLog, person: owner, class: sensitivity },
    aad: partAad({ agency, system, eventId, owner, class: sensitivity, form: 'plain' }),
    plaintext: plaintextOf(values),
  }))
}

/** Associated data of a person's sealed identity in a claim. */
export const identityAad = (
  { agency, system, event_id: id }: Pick<Claim, 'agency' | 'system' | 'event_id'>,
  person: SealedPart['owner'],
  sensitivity: string,
): string => ['link', agency, system, id, person, sensitivity].join('\n')

/** Names and identifiers of the people of whom a claim says something new, each under the key of the person's identity and of the event. */
export function identityParts({ claim, candidate: { event }, changed }: NewClaim): readonly OpenPart[] {
  const { data } = event
  return [data.subject, ...data.harmed].flatMap((said, index) => {
    const person = claim.people[index]
    if (person === undefined || !changed.has(person.person)) return []
    const sensitivity = person.role === 'subject' ? 'PERP_ID' : person.role === 'child' ? 'CHILD' : 'VIC_ID'
    const { identifiers, given_name: given, family_name: family, birth_date: born } = said
    return [
      {
        event: claim,
        scope: { case: claim.case_log, person: person.person, class: sensitivity },
        aad: identityAad(claim, person.person, sensitivity),
        plaintext: plaintextOf({
          birth_date: born ?? null,
          family_name: family ?? null,
          given_name: given ?? null,
          identifiers: (identifiers ?? []).map(({ scheme, value }) => ({ scheme, value })),
        }),
      },
    ]
  })
}

/**
 * Seals what has a key of each event's parts, all at once. A part whose key was destroyed is left out: its person's data of that class, or its event, is erased for
 * ever.
 */
export async function sealAll(
  events: readonly (readonly OpenPart[])[],
  keys: PartKeys,
  seal: Sealer['seal'],
): Promise<readonly (readonly SealedPart[])[]> {
  const withKeys = events.map((parts) =>
    parts.flatMap((part) => {
      const needed = keys.toSeal(part)
      return needed === undefined ? [] : [{ ...needed, scope: part.scope, aad: part.aad, plaintext: part.plaintext }]
    }),
  )
  const sealed = await seal(withKeys.flat())
  let at = 0
  return withKeys.map((parts) =>
    parts.map(({ scope }) => {
      const bytes = sealed[at++]
      if (bytes === undefined) throw new RangeError('A part was not sealed.')
      return { owner: scope.person, class: scope.class, sealed: bytes }
    }),
  )
}
