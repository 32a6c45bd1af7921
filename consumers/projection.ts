import { noCrash, type CrashPoint } from '../infra/faults/crash-point.ts'
import type { Batch } from '../infra/event-log/port.ts'
import { nextOffset, standingOf, type OffsetMove } from '../infra/read-store/offsets.ts'
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
  /** Another consumer, whose effect is part of what this one prepares by: what was prepared before it went on is prepared anew, and it waits for what is committed. */
  readonly restsOn?: string
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

/** What was prepared, and where the consumer stood that it rests on. */
interface Ready<Prepared> {
  readonly prepared: Prepared
  readonly restedOn: string | undefined
}

const keyOf = (topic: string, partition: number): string => `${topic} ${String(partition)}`

export function createProjection<Prepared>(deps: ProjectionDeps<Prepared>): Projection {
  const { store, consumer, prepare, apply, restsOn, changesWhatFollows = () => true, after, crashPoint = noCrash } = deps
  const offsets = new Map<string, number | undefined>()
  const moveOf = ({ topic, partition, records }: Batch): readonly OffsetMove[] => {
    const last = records.at(-1)
    return last === undefined ? [] : [{ consumer, topic, partition, from: offsets.get(keyOf(topic, partition)), to: last.offset + 1 }]
  }
  const makeReady = async (batches: readonly Batch[]): Promise<Ready<Prepared>> => {
    const restedOn = restsOn === undefined ? undefined : await standingOf(store.db, restsOn)
    return { prepared: await prepare(batches), restedOn }
  }
  /** False, and without an effect, where the consumer that it rests on has gone on. */
  const applied = (moves: readonly OffsetMove[], { prepared, restedOn }: Ready<Prepared>): Promise<boolean> =>
    store.db.transaction().execute(async (tx) => {
      if (restsOn !== undefined && (await standingOf(tx, restsOn, { hold: true })) !== restedOn) return false
      await moveOffsets(tx, consumer, moves)
      await apply(tx, prepared)
      crashPoint(`${consumer}-before-commit`)
      return true
    })
  const commit = async (batches: readonly Batch[], first: Ready<Prepared>): Promise<void> => {
    const moves = batches.flatMap(moveOf)
    let ready = first
    while (!(await applied(moves, ready))) ready = await makeReady(batches)
    crashPoint(`${consumer}-after-commit`)
    for (const { topic, partition, to } of moves) offsets.set(keyOf(topic, partition), to)
    after?.(ready.prepared)
  }
  return {
    async position(topic, partition) {
      const next = await nextOffset(store.db, consumer, topic, partition)
      offsets.set(keyOf(topic, partition), next)
      return next
    },
    async handle(batches) {
      await commit(batches, await makeReady(batches))
    },
    async handleAll(all, took) {
      let committing: Promise<void> = Promise.resolve()
      try {
        for await (const batches of all) {
          const ready = await makeReady(batches)
          await committing
          committing = commit(batches, ready).then(() => {
            took(batches)
          })
          // It is waited for below, also where preparing the next one fails.
          committing.catch(() => undefined)
          if (changesWhatFollows(ready.prepared)) await committing
        }
      } finally {
        await committing
      }
    },
  }
}
