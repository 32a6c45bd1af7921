/**
 * What is used of kafkajs 2.2.4 beneath its public API, by module. The public API has no read without a group, no produce request of one's own, and no
 * consumer that can be told where to begin before it fetches. kafkajs is pinned exactly and no longer developed, so these do not move.
 */
declare module 'kafkajs/src/cluster/index.js' {
  import type Broker from 'kafkajs/src/broker/index.js'

  export interface ClusterMetadata {
    readonly brokers: readonly { readonly nodeId: number }[]
    readonly topicMetadata: readonly { readonly topic: string; readonly partitionMetadata: readonly { readonly partitionId: number }[] }[]
  }
  export default class Cluster {
    constructor(options: Readonly<Record<string, unknown>>)
    targetTopics: Set<string>
    readonly brokerPool: {
      brokers: Readonly<Record<string, Broker>>
      seedBroker: Broker | undefined
      findConnectedBroker(): Promise<Broker>
    }
    isConnected(): boolean
    connect(): Promise<void>
    disconnect(): Promise<void>
    removeBroker(address: { readonly host: string; readonly port: number }): void
    refreshMetadata(): Promise<void>
    addMultipleTargetTopics(topics: readonly string[]): Promise<void>
    findBroker(node: { readonly nodeId: string | number }): Promise<Broker>
    findControllerBroker(): Promise<Broker>
    findGroupCoordinator(group: { readonly groupId: string }): Promise<Broker>
    findTopicPartitionMetadata(topic: string): readonly { readonly partitionId: number; readonly leader: number }[]
    /** Partitions by the id of their leader. */
    findLeaderForPartitions(topic: string, partitions: readonly number[]): Readonly<Record<string, readonly number[]>>
    fetchTopicsOffset(
      topics: readonly {
        readonly topic: string
        readonly partitions: readonly { readonly partition: number }[]
        readonly fromBeginning: boolean
      }[],
    ): Promise<
      readonly { readonly topic: string; readonly partitions: readonly { readonly partition: number; readonly offset: string }[] }[]
    >
  }
}

declare module 'kafkajs/src/broker/index.js' {
  import type { ClusterMetadata } from 'kafkajs/src/cluster/index.js'
  import type { FetchedPartition } from 'kafkajs/src/consumer/batch.js'

  export interface OutgoingMessage {
    readonly key: string | null
    readonly value: Buffer
    readonly headers: Readonly<Record<string, string>>
    readonly timestamp: number
  }
  export interface ProducedPartition {
    readonly partition: number
    readonly errorCode: number
    readonly baseOffset: string
    readonly logAppendTime: string
  }
  interface GroupOffsets<P> {
    readonly groupId: string
    readonly topics: readonly { readonly topic: string; readonly partitions: readonly P[] }[]
  }

  /** One broker. Every request rejects with a KafkaJSProtocolError (`type`) for an error code of the answer. */
  export default class Broker {
    readonly nodeId: number
    readonly connectionPool: { readonly host: string; readonly port: number }
    disconnect(): Promise<void>
    /** Of these topics; none: of all. */
    metadata(topics: readonly string[]): Promise<ClusterMetadata>
    initProducerId(options: {
      readonly transactionTimeout: number
    }): Promise<{ readonly producerId: string; readonly producerEpoch: number }>
    produce(request: {
      readonly acks: -1
      readonly timeout: number
      readonly producerId: string
      readonly producerEpoch: number
      readonly topicData: readonly {
        readonly topic: string
        readonly partitions: readonly {
          readonly partition: number
          readonly firstSequence: number
          readonly messages: readonly OutgoingMessage[]
        }[]
      }[]
    }): Promise<{ readonly topics: readonly { readonly topicName: string; readonly partitions: readonly ProducedPartition[] }[] }>
    fetch(request: {
      readonly isolationLevel: 1
      readonly maxWaitTime: number
      readonly minBytes: number
      readonly maxBytes: number
      readonly topics: readonly {
        readonly topic: string
        readonly partitions: readonly { readonly partition: number; readonly fetchOffset: string; readonly maxBytes: number }[]
      }[]
    }): Promise<{ readonly responses: readonly { readonly topicName: string; readonly partitions: readonly FetchedPartition[] }[] }>
    findGroupCoordinator(options: { readonly groupId: string; readonly coordinatorType: 0 }): Promise<unknown>
    offsetFetch(request: GroupOffsets<{ readonly partition: number }>): Promise<{
      readonly responses: readonly {
        readonly topic: string
        readonly partitions: readonly { readonly partition: number; readonly offset: string }[]
      }[]
    }>
    offsetCommit(
      request: GroupOffsets<{ readonly partition: number; readonly offset: string }> & {
        readonly memberId: string
        readonly groupGenerationId: number
      },
    ): Promise<unknown>
    deleteRecords(request: {
      readonly topics: readonly {
        readonly topic: string
        readonly partitions: readonly { readonly partition: number; readonly offset: string }[]
      }[]
    }): Promise<unknown>
  }
}

declare module 'kafkajs/src/consumer/batch.js' {
  export interface FetchedMessage {
    readonly offset: string
    readonly timestamp: string
    readonly key: Buffer | null
    readonly value: Buffer | null
    readonly headers: Readonly<Record<string, Buffer | string | readonly (Buffer | string)[]>>
  }
  export interface FetchedPartition {
    readonly partition: number
    readonly highWatermark: string
    readonly lastStableOffset: string
  }
  /** Takes away what is before the offset, aborted, or a control record. */
  export default class Batch {
    constructor(topic: string, fetchedOffset: string, partition: FetchedPartition)
    readonly rawMessages: readonly FetchedMessage[]
    readonly messagesWithinOffset: readonly FetchedMessage[]
    readonly messages: readonly FetchedMessage[]
  }
}

declare module 'kafkajs/src/consumer/consumerGroup.js' {
  import type Broker from 'kafkajs/src/broker/index.js'

  /** A member of a group: joins, syncs, beats, leaves. */
  export default class ConsumerGroup {
    constructor(options: Readonly<Record<string, unknown>>)
    topics: readonly string[]
    topicsSubscribed: readonly string[]
    coordinator: Broker | null
    generationId: number | null
    memberId: string | null
    joinAndSync(): Promise<void>
    /** Sends a heartbeat unless one was sent within `interval` milliseconds. */
    heartbeat(options: { readonly interval: number }): Promise<void>
    leave(): Promise<void>
    assigned(): readonly { readonly topic: string; readonly partitions: readonly number[] }[]
  }
}

declare module 'kafkajs/src/network/requestQueue/index.js' {
  export default class RequestQueue {
    pending: readonly unknown[]
    scheduleCheckPendingRequests(): void
  }
}

declare module 'kafkajs/src/network/socketFactory.js' {
  export default function createSocketFactory(): unknown
}

declare module 'kafkajs/src/loggers/index.js' {
  import type { logCreator } from 'kafkajs'

  export interface Logger {
    namespace(name: string): Logger
  }
  const loggers: { createLogger(options: { readonly level: number; readonly logCreator: logCreator }): Logger }
  export default loggers
}
