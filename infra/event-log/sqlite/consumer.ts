import { EventLogError } from '../port.ts'
import type { Batch, Consumer, ConsumerOptions } from '../port.ts'
import { fetchBatches } from './fetch.ts'
import type { Group, Member } from './group.ts'
import type { Partition, Partitions } from './partitions.ts'
import type { Reader } from './reader.ts'
import { createSignal } from '../signal.ts'

const DEFAULT_MAX_RECORDS = 1_000
/** How often a consumer that has nothing but paused partitions checks whether one goes on. */
const PAUSED_MS = 250

/** Another turn of the event loop. */
const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

const matcher = (topics: readonly string[] | RegExp): ((topic: string) => boolean) => {
  if (!(topics instanceof RegExp)) {
    const names = new Set(topics)
    return (topic) => names.has(topic)
  }
  const pattern = new RegExp(topics.source, topics.flags.replace(/[gy]/g, ''))
  return (topic) => pattern.test(topic)
}

/** Where to begin. A position past the end means that the log is older than its reader: going on would skip records. */
const startOf = async (options: ConsumerOptions, partition: Partition): Promise<number> => {
  const position = await options.position(partition.topic, partition.number)
  if (position !== undefined && position > partition.end) {
    const name = `Partition ${String(partition.number)} of ${partition.topic}`
    throw new EventLogError(
      'corrupt',
      `${name} ends before the position of ${options.group}: the log is an older copy. Restore the newest.`,
    )
  }
  return position ?? partition.start
}

/** Starts a consumer: a loop that hands over batches as soon as there are any. `stopped` is called once, when it has ended for whatever reason. */
export function startConsumer(
  deps: { readonly reader: Reader; readonly partitions: Partitions; readonly group: Group; readonly stopped: () => void },
  options: ConsumerOptions,
): Consumer {
  const { reader, partitions, group } = deps
  const signal = createSignal()
  const member: Member = {
    wants: matcher(options.topics),
    wake: () => {
      signal.wake()
    },
  }
  /** Next offset wanted of each partition held. */
  const cursors = new Map<Partition, number>()
  let stopping = false

  const settleAssignment = async (): Promise<void> => {
    for (const partition of group.release(member)) cursors.delete(partition)
    const claimed = group.claim(member)
    const starts = await Promise.all(claimed.map((partition) => startOf(options, partition)))
    claimed.forEach((partition, index) => cursors.set(partition, starts[index] ?? partition.start))
  }

  const advance = (batch: Batch): void => {
    const last = batch.records.at(-1)
    if (last !== undefined) cursors.set(partitions.one(batch.topic, batch.partition), last.offset + 1)
  }

  const loop = async (): Promise<void> => {
    for (let round = 0; !stopping; round++) {
      await settleAssignment()
      const open = [...cursors].filter(([{ topic, number }]) => options.isPaused?.({ topic, partition: number }) !== true)
      const batches = fetchBatches(reader, new Map(open), options.maxRecords?.() ?? DEFAULT_MAX_RECORDS, round)
      if (batches.length === 0) {
        // What ends a pause is not told: it is looked for.
        await signal.wait(open.length < cursors.size ? PAUSED_MS : undefined)
        continue
      }
      await options.handle(batches)
      batches.forEach(advance)
      // Requests are served between batches, also while a backlog is worked off.
      await nextTurn()
    }
  }

  group.join(member)
  const done = loop().finally(() => {
    group.leave(member)
    deps.stopped()
  })
  const ended = new Promise<void>((resolve) => {
    done.then(resolve, () => {
      resolve()
    })
  })
  return {
    done: done.then(() => undefined),
    assignment: () => [...cursors.keys()].map(({ topic, number }) => ({ topic, partition: number })),
    stop: () => {
      stopping = true
      signal.wake()
      return ended
    },
  }
}
