import type { IndexPart, SealedPart } from '../../core/case/index-part.ts'
import { hasReducedForm, reducePart, reducePartBefore } from '../../core/parts/reduce.ts'
import { plaintextOf, valuesOf, type PartValues } from '../../core/parts/split.ts'
import { partAad } from '../../core/sealing/part-key.ts'
import { open, seal, SealError, type SealingKey } from '../../core/sealing/seal.ts'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import type { OpeningKeys } from './keys.ts'

/** In place of a reduced form that cannot be made: the part's content is erased, or was altered. */
const UNREADABLE: Buffer = Buffer.alloc(0)

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

/** `onUnauthentic` is told of a part that does not open under its key. */
export function createReducedForms({ types }: Pick<Catalogue, 'types'>, onUnauthentic: () => void): ReducedForms {
  const reduced = (
    index: IndexPart,
    part: SealedPart,
    key: SealingKey,
    reduce: typeof reducePart | typeof reducePartBefore,
  ): Buffer | undefined => {
    const { owner, class: sensitivity, sealed } = part
    const binding = { agency: index.agency, system: index.system, eventId: index.event_id, owner, class: sensitivity }
    const values = valuesOf(open(key, partAad({ ...binding, form: 'plain' }), sealed))
    const form: PartValues | null | undefined = reduce(sensitivity, values, {
      schema: types.get(index.type),
      owner,
      occurredFrom: index.occurred.from,
    })
    return form == null ? undefined : seal(key, partAad({ ...binding, form: 'reduced' }), plaintextOf(form))
  }
  return {
    of(index, part, keys) {
      if (!hasReducedForm(part.class)) return undefined
      const key = keys(index, part)
      if (key === undefined) return UNREADABLE
      try {
        return reduced(index, part, key, reducePart)
      } catch (error) {
        if (!(error instanceof SealError)) throw error
        onUnauthentic()
        return UNREADABLE
      }
    },
    before(index, part, keys) {
      const key = keys(index, part)
      return key === undefined ? undefined : reduced(index, part, key, reducePartBefore)
    },
  }
}
