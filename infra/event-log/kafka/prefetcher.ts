import type Cluster from 'kafkajs/src/cluster/index.js'
import { isFinal, isOutOfRange } from './errors.ts'
import { fetchFrom } from './fetch.ts'
import { keep, type PartitionBuffer } from './partition-buffer.ts'
import { pauseBefore } from './patience.ts'
import { recover } from './recover.ts'

/** Fetches ahead for a consumer. */
export interface Prefetcher {
  /** Asks each broker that is not being asked for what follows in the partitions that it leads, unless enough waits already. */
  pump(buffers: readonly PartitionBuffer[]): void
  /** Resolves when no answer is awaited. */
  idle(): Promise<void>
}

export interface PrefetcherDeps {
  readonly cluster: Cluster
  /** Something came, or failed: look again. */
  readonly wake: () => void
  /** A broker has answered. */
  readonly alive: () => void
  /** Trying again would not help. */
  readonly fatal: (error: unknown) => void
  /** A partition does not have the offset that is wanted of it: it was trimmed, or is an older copy. */
  readonly outOfRange: (buffers: readonly PartitionBuffer[]) => Promise<void>
}

/** How long a broker holds a request when there is nothing new; also how long stopping may take. */
const WAIT_MS = 250
const FETCH_BYTES = 4 * 1024 * 1024
const PARTITION_BYTES = 1024 * 1024
/** Bytes that wait for the handler, in all and of one partition: beyond them nothing more is fetched. */
const MOST_WAITING = 16 * 1024 * 1024
const MOST_WAITING_OF_ONE = 2 * 1024 * 1024

export function createPrefetcher({ cluster, wake, alive, fatal, outOfRange }: PrefetcherDeps): Prefetcher {
  const asked = new Map<string, Promise<void>>()
  const failures = new Map<string, number>()

  const ask = async (nodeId: string, buffers: readonly PartitionBuffer[]): Promise<void> => {
    try {
      const broker = await cluster.findBroker({ nodeId })
      const fetched = await fetchFrom(
        broker,
        buffers.map(({ topic, partition, next }) => ({ topic, partition, from: next })),
        {
          waitMs: WAIT_MS,
          maxBytes: FETCH_BYTES,
          maxPartitionBytes: PARTITION_BYTES,
        },
      )
      failures.delete(nodeId)
      alive()
      for (const one of fetched) {
        const buffer = buffers.find(({ topic, partition }) => topic === one.topic && partition === one.partition)
        if (buffer) keep(buffer, one)
      }
    } catch (error) {
      if (isFinal(error)) throw error
      const failed = (failures.get(nodeId) ?? 0) + 1
      failures.set(nodeId, failed)
      if (isOutOfRange(error)) await outOfRange(buffers)
      else await recover(cluster, error)
      await new Promise((resolve) => {
        setTimeout(resolve, pauseBefore(failed))
      })
    }
  }
  /** Without a leader: a broker that is never found, and so tried again. */
  const leaderOf = ({ topic, partition }: PartitionBuffer): string => {
    try {
      return Object.keys(cluster.findLeaderForPartitions(topic, [partition]))[0] ?? ''
    } catch {
      return ''
    }
  }

  return {
    pump: (buffers) => {
      if (buffers.reduce((sum, { bytes }) => sum + bytes, 0) >= MOST_WAITING) return
      for (const [nodeId, led] of Map.groupBy(
        buffers.filter(({ bytes }) => bytes < MOST_WAITING_OF_ONE),
        leaderOf,
      )) {
        if (asked.has(nodeId)) continue
        asked.set(
          nodeId,
          ask(nodeId, led)
            .catch(fatal)
            .finally(() => {
              asked.delete(nodeId)
              wake()
            }),
        )
      }
    },
    idle: async () => {
      await Promise.all(asked.values())
    },
  }
}
