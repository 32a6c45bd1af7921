import type Cluster from 'kafkajs/src/cluster/index.js'
import { createCluster } from './cluster.ts'
import type { KafkaConnection } from './connection.ts'

/** A few connections to the cluster to send by, each made at its first use. */
export interface ConnectionPool {
  /** Gives them out in turn. */
  next(): Promise<Cluster>
  close(): Promise<void>
}

/** A broker answers the requests of a connection one after the other, each when all replicas have its records: with one connection, a partition waits for all others. */
const CONNECTIONS = 4

export function createConnectionPool(connection: KafkaConnection): ConnectionPool {
  const pool: (Promise<Cluster> | undefined)[] = []
  let given = 0
  const open = async (index: number): Promise<Cluster> => {
    const cluster = createCluster(connection)
    try {
      await cluster.connect()
      return cluster
    } catch (error) {
      pool[index] = undefined
      throw error
    }
  }
  return {
    next: () => {
      const index = given++ % CONNECTIONS
      return (pool[index] ??= open(index))
    },
    close: async () => {
      await Promise.allSettled(pool.map(async (connection) => (await connection)?.disconnect()))
    },
  }
}
