import { bindingOf } from '../../../core/access-log/binding.ts'
import type { AccessRecord } from '../../../core/access-log/access-record.ts'
import { controlLogEntry } from '../../../core/control/fold-log.ts'
import { ERASURE_ORDERED } from '../../../core/control/entry.ts'
import { isOrdered } from '../../../core/control/state.ts'
import { openingKeysOf } from '../../../core/erasures/order.ts'
import { SealError } from '../../../core/sealing/seal.ts'
import { openingReference } from '../../../infra/access-log/opening.ts'
import { referenceKey, type OpenedRecord } from '../../../infra/access-log/open-records.ts'
import { CONTROL_EVENTS } from '../../../infra/event-log/topics.ts'
import type { Decoder } from '../../../schemas/codec/resolvers.ts'
import type { ReplaySources } from './deps.ts'
import { readAll } from './read-all.ts'

/** The erasures of control.events, as far as they mean openings of access records. */
export interface OrderedErasures {
  /** Of opened records, those of which a key was destroyed that no erasure means. */
  unordered(opened: ReadonlyMap<AccessRecord, OpenedRecord>): Promise<ReadonlySet<AccessRecord>>
}

/** The references of the keys of a record's openings that were destroyed; undefined where one cannot be said. */
function destroyedKeys(
  reference: Awaited<ReturnType<typeof referenceKey>>,
  record: AccessRecord,
  { actor, request, decision }: OpenedRecord,
): readonly string[] | undefined {
  if (typeof reference === 'string') return undefined
  const binding = bindingOf(record)
  try {
    return [
      ...(actor === 'erased' ? [openingReference(binding, 'actor', reference, record.opening_actor)] : []),
      ...(request === 'erased' || decision === 'erased' ? [openingReference(binding, 'case', reference, record.opening_case)] : []),
    ]
  } catch (error) {
    if (error instanceof SealError) return undefined
    throw error
  }
}

const isErased = ({ actor, request, decision }: OpenedRecord): boolean => [actor, request, decision].includes('erased')

/**
 * Reads the erasures of control.events when the first destroyed key is met, and on from there whenever one is met that none of them means: an order is in the log
 * before its keys are destroyed, so that one carried out during a replay is found, too. Nothing orders that the key of references be destroyed.
 */
export function createOrderedErasures({ log, vault }: Pick<ReplaySources, 'log' | 'vault'>, decoder: Decoder): OrderedErasures {
  const ordered = new Set<string>()
  let next = 0
  const readOn = async (): Promise<void> => {
    for await (const { offset, value } of readAll(log, CONTROL_EVENTS, 0, next)) {
      const decoded = await decoder.decode(value)
      const entry = decoded.ok ? controlLogEntry(decoded.value) : undefined
      if (entry?.type === ERASURE_ORDERED && isOrdered(entry.value)) for (const { case: of } of openingKeysOf(entry.value)) ordered.add(of)
      next = offset + 1
    }
  }
  return {
    unordered: async (opened) => {
      const erased = [...opened].filter(([, one]) => isErased(one))
      if (erased.length === 0) return new Set()
      const reference = await referenceKey(vault)
      const keys = erased.map(([record, one]) => [record, destroyedKeys(reference, record, one)] as const)
      const without = () => keys.filter(([, of]) => of?.every((one) => ordered.has(one)) !== true)
      if (without().length > 0) await readOn()
      return new Set(without().map(([record]) => record))
    },
  }
}
