import { noCrash, type CrashPoint } from '../infra/faults/crash-point.ts'
import type { Batch } from '../infra/event-log/port.ts'
import { nextOffset, type OffsetMove } from '../infra/read-store/offsets.ts'
import type { ReadStore, ReadStoreTx } from '../infra/read-store/port.ts'
import { moveOffsets } from './move-offsets.ts'

/** A consumer whose whole effect is in the read store. */
export interface ProjectionDeps<Prepared> {
  readonly store: ReadStore
  /** Name in consumer_offset; also its group. */
  readonly consumer: string
  /** Everything slow or asynchronous, before the transaction: decoding, keys. */
  readonly prepare: (batches: readonly Batch[]) => Promise<Prepared>
  /** The effect, inside the transaction that has moved the offsets. */
  readonly apply: (tx: ReadStoreTx, prepared: Prepared) => Promise<void>
  /** Whether the next batches can be prepared only after this effect. Default: always. */
  readonly changesWhatFollows?: (prepared: Prepared) => boolean
  /** After the commit; what it does may be lost by a crash. */
  readonly after?: (prepared: Prepared) => void
  /** Points: `<consumer>-before-commit`, `<consumer>-after-commit`. */
  readonly crashPoint?: CrashPoint
}

export interface Projection {
  /** The next offset wanted, as the read store has it. */
  position(topic: string, partition: number): Promise<number | undefined>
  /** Takes batches into the read store, offsets and effect in one transaction. Throws OffsetLostError when another member was first. */
  handle(batches: readonly Batch[]): Promise<void>
  /**
   * Takes batches one after another; while one is committed, the next is prepared, but where its effect changes what follows. `took` is told of each that is committed.
   * Throws as `handle` does.
   */
  handleAll(all: AsyncIterable<readonly Batch[]>, took: (batches: readonly Batch[]) => void): Promise<void>
}

const keyOf = (topic: string, partition: number): string => `${topic} ${String(partition)}`

export function createProjection<Prepared>(deps: ProjectionDeps<Prepared>): Projection {
  const { store, consumer, prepare, apply, changesWhatFollows = () => true, after, crashPoint = noCrash } = deps
  const offsets = new Map<string, number | undefined>()
  const moveOf = ({ topic, partition, records }: Batch): readonly OffsetMove[] => {
    const last = records.at(-1)
    return last === undefined ? [] : [{ consumer, topic, partition, from: offsets.get(keyOf(topic, partition)), to: last.offset + 1 }]
  }
  const commit = async (batches: readonly Batch[], prepared: Prepared): Promise<void> => {
    const moves = batches.flatMap(moveOf)
    await store.db.transaction().execute(async (tx) => {
      await moveOffsets(tx, consumer, moves)
      await apply(tx, prepared)
      crashPoint(`${consumer}-before-commit`)
    })
    crashPoint(`${consumer}-after-commit`)
    for (const { topic, partition, to } of moves) offsets.set(keyOf(topic, partition), to)
    after?.(prepared)
  }
  return {
    async position(topic, partition) {
      const next = await nextOffset(store.db, consumer, topic, partition)
      offsets.set(keyOf(topic, partition), next)
      return next
    },
    async handle(batches) {
      await commit(batches, await prepare(batches))
    },
    async handleAll(all, took) {
      let committing: Promise<void> = Promise.resolve()
      try {
        for await (const batches of all) {
          const prepared = await prepare(batches)
          await committing
          committing = commit(batches, prepared).then(() => {
            took(batches)
          })
          // It is waited for below, also where preparing the next one fails.
          committing.catch(() => undefined)
          if (changesWhatFollows(prepared)) await committing
        }
      } finally {
        await committing
      }
    },
  }
}
