import type Cluster from 'kafkajs/src/cluster/index.js'
import { createCluster } from './cluster.ts'
import type { KafkaConnection } from './connection.ts'

/** A few clusters to send by, connected at their first use. */
export interface Lanes {
  /** Gives them out in turn. */
  next(): Promise<Cluster>
  close(): Promise<void>
}

/** A broker answers the requests of a connection one after the other, each when all replicas have its records: with one lane, a partition waits for all others. */
const LANES = 4

export function createLanes(connection: KafkaConnection): Lanes {
  const lanes: (Promise<Cluster> | undefined)[] = []
  let turn = 0
  const open = async (index: number): Promise<Cluster> => {
    const cluster = createCluster(connection)
    try {
      await cluster.connect()
      return cluster
    } catch (error) {
      lanes[index] = undefined
      throw error
    }
  }
  return {
    next: () => {
      const index = turn++ % LANES
      return lanes[index] ??= open(index)
    },
    close: async () => {
      await Promise.allSettled(lanes.map(async (lane) => (await lane)?.disconnect()))
    },
  }
}
