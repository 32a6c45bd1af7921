/** The internals of kafkajs 2.2.4 that `cluster.ts` uses. */
declare module 'kafkajs/src/cluster/index.js' {
  export interface FetchedMessage {
    readonly offset: string
    readonly timestamp: string
    readonly key: Buffer | null
    readonly value: Buffer | null
    readonly headers: Readonly<Record<string, Buffer | readonly Buffer[]>>
    readonly isControlRecord?: boolean
  }
  export interface FetchedPartition {
    readonly partition: number
    readonly highWatermark: string
    readonly messages: readonly FetchedMessage[]
  }
  export interface Broker {
    /** Rejects with a KafkaJSProtocolError for an error code of the answer. */
    fetch(request: {
      replicaId: number
      maxWaitTime: number
      minBytes: number
      maxBytes: number
      isolationLevel: number
      topics: { topic: string, partitions: { partition: number, fetchOffset: string, maxBytes: number }[] }[]
    }): Promise<{ responses: { topicName: string, partitions: FetchedPartition[] }[] }>
  }
  export default class Cluster {
    constructor(options: Readonly<Record<string, unknown>>)
    isConnected(): boolean
    connect(): Promise<void>
    disconnect(): Promise<void>
    refreshMetadata(): Promise<void>
    refreshMetadataIfNecessary(): Promise<void>
    addTargetTopic(topic: string): Promise<void>
    findTopicPartitionMetadata(topic: string): readonly { readonly partitionId: number, readonly leader: number }[]
    findBroker(target: { nodeId: string }): Promise<Broker>
    findLeaderForPartitions(topic: string, partitions: readonly number[]): Readonly<Record<string, number[]>>
  }
}
