import type Cluster from 'kafkajs/src/cluster/index.js'
import type { Logger } from 'kafkajs/src/loggers/index.js'
import { EventLogError, type Consumer, type ConsumerOptions, type Position } from '../port.ts'
import { asEventLogError, isFinal } from './errors.ts'
import { createMembership, HEARTBEAT_MS } from './membership.ts'
import { createPartitionBuffer, take, type PartitionBuffer } from './partition-buffer.ts'
import { pauseBefore } from './patience.ts'
import { createPrefetcher } from './prefetcher.ts'
import type { Ranges } from './ranges.ts'
import { recover } from './recover.ts'
import { createSignal } from '../signal.ts'
import { offsetFrom, startOffsets } from './start-offsets.ts'
import type { Subscription } from './subscription.ts'

export interface ConsumerDeps {
  /** For this consumer alone; closed with it. */
  readonly cluster: Cluster
  readonly logger: Logger
  readonly ranges: Ranges
  readonly subscription: Subscription
  /** How long it goes on without an answer from any broker, milliseconds. */
  readonly patienceMs: number
}

/** A running consumer, and commits as this member of its group. */
export interface RunningConsumer extends Consumer {
  commit(positions: readonly Position[]): Promise<void>
}

const DEFAULT_MAX_RECORDS = 1_000
/** How often topics that match a pattern are looked for. */
const FIND_TOPICS_MS = 1_500

/** Another turn of the event loop. */
const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })
const keyOf = ({ topic, partition }: { readonly topic: string; readonly partition: number }): string => `${topic}/${String(partition)}`

/** A failure of the owner's: of `handle` or `position`. It ends the consumer. */
class OwnersFailure extends Error {}

const owners = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    throw error instanceof EventLogError && error.code === 'rebalanced' ? error : new OwnersFailure('', { cause: error })
  }
}

/**
 * Starts a member of a group: one loop that joins, fetches, hands over and joins again when the group says so, over kafkajs's group protocol and fetch
 * requests. kafkajs's own consumer joins again while handlers work, and begins where Kafka's offsets say; here
 * INVARIANT: the assignment changes between two calls of `handle` only, and nothing is fetched before `position` was asked.
 */
export function startConsumer(
  { cluster, logger, ranges, subscription, patienceMs }: ConsumerDeps,
  options: ConsumerOptions,
): RunningConsumer {
  const { group, handle, isPaused, maxRecords = () => DEFAULT_MAX_RECORDS } = options
  const signal = createSignal()
  const membership = createMembership({ cluster, logger, group, patienceMs })
  let held: ReadonlyMap<string, PartitionBuffer> = new Map()
  let topics: readonly string[] = []
  let joined = false
  let stopping = false
  let lost: Error | undefined
  let heard = performance.now()
  let nextFind = 0

  const alive = (): void => {
    heard = performance.now()
  }
  const fatal = (error: unknown): void => {
    lost ??= asEventLogError(error, `group ${group} cannot be consumed`)
  }
  const prefetcher = createPrefetcher({
    cluster,
    alive,
    fatal,
    wake: () => {
      signal.wake()
    },
    outOfRange: async (buffers) => {
      for (const buffer of buffers) {
        const next = await offsetFrom(group, buffer, buffer.next, ranges)
        if (next > buffer.next) buffer.next = next
      }
    },
  })

  const beat = async (): Promise<void> => {
    try {
      await membership.heartbeat()
      // A stand-by fetches nothing: this is all that it hears.
      alive()
    } catch (error) {
      if (isFinal(error)) fatal(error)
      joined = false
    }
  }
  /** The coordinator must hear from this member while its owner works. That the group wants to share out anew is heard here, and heeded afterwards. */
  const beating = async <T>(work: () => Promise<T>): Promise<T> => {
    const timer = setInterval(() => {
      void beat()
    }, HEARTBEAT_MS)
    try {
      return await work()
    } finally {
      clearInterval(timer)
    }
  }
  const findTopics = async (): Promise<void> => {
    if (topics.length > 0 && (!subscription.open || performance.now() < nextFind)) return
    nextFind = performance.now() + FIND_TOPICS_MS
    const found = await subscription.topics()
    if (found.length === topics.length && found.every((topic, index) => topic === topics[index])) return
    topics = found
    joined = false
  }
  const join = async (): Promise<void> => {
    const { assigned, kept } = await membership.join(topics)
    joined = true
    alive()
    const mine = new Map(
      assigned.flatMap((partition) => {
        const before = kept ? held.get(keyOf(partition)) : undefined
        return before === undefined ? [] : [[keyOf(partition), before.handled] as const]
      }),
    )
    const fresh = assigned.filter((partition) => !mine.has(keyOf(partition)))
    const starts = await beating(() => owners(() => startOffsets(options, fresh, ranges)))
    fresh.forEach((partition, index) => {
      mine.set(keyOf(partition), starts[index] ?? 0)
    })
    held = new Map(
      assigned.map((partition) => [
        keyOf(partition),
        createPartitionBuffer(partition.topic, partition.partition, mine.get(keyOf(partition)) ?? 0),
      ]),
    )
  }
  const oneRound = async (round: number): Promise<void> => {
    await findTopics()
    if (topics.length === 0) {
      alive()
      await signal.wait(FIND_TOPICS_MS)
      return
    }
    if (!joined) await join()
    const buffers = [...held.values()]
    const open = isPaused === undefined ? buffers : buffers.filter((buffer) => !isPaused(buffer))
    const batches = take(open, maxRecords(), round)
    prefetcher.pump(open)
    if (batches.length === 0) {
      await signal.wait(HEARTBEAT_MS)
    } else {
      await beating(() => owners(() => handle(batches)))
      for (const batch of batches) {
        const buffer = held.get(keyOf(batch))
        if (buffer) buffer.handled = (batch.records.at(-1)?.offset ?? 0) + 1
      }
    }
    await beat()
    // Requests are served between batches, also while a backlog is worked off.
    await nextTurn()
  }
  const loop = async (): Promise<void> => {
    for (let round = 0, failures = 0; !stopping; round++) {
      try {
        if (lost !== undefined) throw lost
        await oneRound(round)
        failures = 0
      } catch (error) {
        if (error instanceof OwnersFailure) throw error.cause as Error
        const voided = error instanceof EventLogError && error.code === 'rebalanced'
        if ((isFinal(error) && !voided) || performance.now() - heard > patienceMs)
          throw asEventLogError(error, `group ${group} cannot be consumed`)
        joined = false
        if (voided) continue
        await recover(cluster, error)
        await signal.wait(pauseBefore(++failures))
      }
    }
  }
  const leave = async (): Promise<void> => {
    await membership.leave().catch(() => undefined)
    await prefetcher.idle()
    await cluster.disconnect().catch(() => undefined)
  }
  const done = loop().finally(leave)
  const ended = done.catch(() => undefined)
  return {
    done,
    assignment: () => [...held.values()].map(({ topic, partition }) => ({ topic, partition })),
    commit: (positions) => membership.commit(positions),
    stop: async () => {
      stopping = true
      signal.wake()
      await ended
    },
  }
}
