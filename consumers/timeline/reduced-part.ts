import type { IndexPart, SealedPart } from '../../core/case/index-part.ts'
import { reduceSealed, type SealedPlain } from '../../core/parts/reduce-sealed.ts'
import { hasReducedForm, reducePart, reducePartBefore } from '../../core/parts/reduce.ts'
import { SealError } from '../../core/sealing/seal.ts'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import type { OpeningKeys } from './keys.ts'

/** In place of a reduced form that cannot be made: the part's content is erased, or was altered. */
export const UNREADABLE: Buffer = Buffer.alloc(0)

/** Makes reduced forms; sealed as their plain form is, under the same key, the same bytes every time. */
export interface ReducedForms {
  /**
   * The reduced form's sealed bytes; undefined when the class has none; empty when the key is destroyed, or the part does not open. Whether there is
   * a row depends on the class alone: the disclosed set of a read is the same before and after an erasure.
   */
  of(index: IndexPart, part: SealedPart, keys: OpeningKeys): Buffer | undefined
  /** The form that earlier releases stored of a part that opens, where it is another (docs/decisions/0044). */
  before(index: IndexPart, part: SealedPart, keys: OpeningKeys): Buffer | undefined
}

/** A part of an event, with what its reduced form depends on. */
export const sealedPlain = (index: IndexPart, { owner, class: sensitivity, sealed }: SealedPart): SealedPlain => ({
  binding: { agency: index.agency, system: index.system, eventId: index.event_id, owner, class: sensitivity },
  type: index.type,
  occurredFrom: index.occurred.from,
  sealed,
})

/** `onUnauthentic` is told of a part that does not open under its key. */
export function createReducedForms({ types }: Pick<Catalogue, 'types'>, onUnauthentic: () => void): ReducedForms {
  const reduced = (index: IndexPart, part: SealedPart, keys: OpeningKeys, reduce: typeof reducePart | typeof reducePartBefore) => {
    const key = keys(index, part)
    return key === undefined ? undefined : reduceSealed(key, sealedPlain(index, part), (type) => types.get(type), reduce)
  }
  return {
    of(index, part, keys) {
      if (!hasReducedForm(part.class)) return undefined
      try {
        return reduced(index, part, keys, reducePart) ?? UNREADABLE
      } catch (error) {
        if (!(error instanceof SealError)) throw error
        onUnauthentic()
        return UNREADABLE
      }
    },
    before: (index, part, keys) => reduced(index, part, keys, reducePartBefore),
  }
}
