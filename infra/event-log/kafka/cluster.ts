import { createRequire } from 'node:module'
import Cluster, { type Broker } from 'kafkajs/src/cluster/index.js'
import { kafkaConfig, type KafkaConnectionOptions } from './client.ts'

/**
 * kafkajs's own view of the cluster: which broker leads what. Its public API has no read of a partition from an offset without a group; the
 * broker's fetch request underneath is exactly that. kafkajs is pinned and not developed further, so what is used here does not move.
 */
export interface Brokers {
  /** The leader of a partition, as the metadata at hand has it. Undefined when the topic is not known there. */
  leader(topic: string, partition: number): Promise<Broker | undefined>
  /** The number of partitions of a topic; 0 when it is not known. */
  partitions(topic: string): Promise<number>
  /** Asks the cluster anew who leads what. */
  refresh(): Promise<void>
  close(): Promise<void>
}

const METADATA_MAX_AGE = 60_000
const READ_COMMITTED = 1
const require = createRequire(import.meta.url)

export async function connectBrokers(options: KafkaConnectionOptions): Promise<Brokers> {
  const config = kafkaConfig(options)
  const { createLogger } = require('kafkajs/src/loggers/index.js') as { createLogger: (settings: unknown) => unknown }
  const createSocketFactory = require('kafkajs/src/network/socketFactory.js') as () => unknown
  const cluster = new Cluster({
    ...config, logger: createLogger({ level: config.logLevel, logCreator: config.logCreator }), socketFactory: createSocketFactory(),
    enforceRequestTimeout: true, metadataMaxAge: METADATA_MAX_AGE, allowAutoTopicCreation: false, maxInFlightRequests: null, isolationLevel: READ_COMMITTED,
  })
  await cluster.connect()
  return {
    async leader(topic, partition) {
      await cluster.addTargetTopic(topic)
      await cluster.refreshMetadataIfNecessary()
      const [nodeId] = Object.keys(cluster.findLeaderForPartitions(topic, [partition]))
      return nodeId === undefined ? undefined : cluster.findBroker({ nodeId })
    },
    async partitions(topic) {
      await cluster.addTargetTopic(topic)
      return cluster.findTopicPartitionMetadata(topic).length
    },
    async refresh() {
      if (!cluster.isConnected()) await cluster.connect()
      await cluster.refreshMetadata()
    },
    close: () => cluster.disconnect(),
  }
}
