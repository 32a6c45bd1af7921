/**
 * The event log port: what Throughline needs of Kafka, in Kafka's words. Adapters: `sqlite/` (embedded) and, in the
 * distributed column, Kafka. `tests/contract/event-log.ts` is the suite that every adapter passes.
 */

/** A record to append. The partition follows from the key by murmur2, as Kafka's default partitioner does. */
export interface NewRecord {
  readonly topic: string
  /** Records of one key keep their order. `null` only on topics of one partition. */
  readonly key: string | null
  readonly value: Uint8Array
  readonly headers?: Readonly<Record<string, string>>
}

/** Where a record stands. Offsets grow within a partition and may have gaps. */
export interface Position {
  readonly topic: string
  readonly partition: number
  readonly offset: number
}

/** A record that was appended, with its position and append time (milliseconds since the Unix epoch, broker's clock). */
export interface LogRecord extends Position {
  readonly timestamp: number
  readonly key: string | null
  readonly value: Buffer
  /** The value as it stands in the log, where `value` has the schema id of another numbering (infra/registry/numbered/). Absent: as `value`. */
  readonly stored?: Buffer
  readonly headers: Readonly<Record<string, string>>
  /** Names of headers that the record has more than once; `headers` has the last of each. Absent: none, as in every record of ours. */
  readonly doubled?: readonly string[]
}

export interface Appended extends Position {
  readonly timestamp: number
}

/** Records of one partition, in order. */
export interface Batch {
  readonly topic: string
  readonly partition: number
  readonly records: readonly LogRecord[]
}

export interface PartitionRange {
  readonly partition: number
  /** First offset that is still there. */
  readonly start: number
  /** The offset that the next record will have. */
  readonly end: number
}

export interface ConsumerOptions {
  /** Consumer group; partitions are shared among the members of a group. */
  readonly group: string
  /** Topic names, or a pattern; topics that appear later and match are picked up. */
  readonly topics: readonly string[] | RegExp
  /** Where to begin a partition: the next offset wanted, or undefined for the start. Asked whenever a partition is assigned. */
  readonly position: (topic: string, partition: number) => Promise<number | undefined>
  /**
   * Handles batches, at least one, each of another partition. Its promise resolves when the effects are durable; a rejection
   * stops the consumer (see `failed`): a record that cannot be handled is the handler's to put aside.
   */
  readonly handle: (batches: readonly Batch[]) => Promise<void>
  /** Most records given to one call of `handle`, asked before each. Default 1,000. */
  readonly maxRecords?: () => number
  /** True while nothing of a partition is to be handed over: it stays where it is, and the others go on. Asked before each call of `handle`. Default: never. */
  readonly isPaused?: (partition: Pick<Position, 'topic' | 'partition'>) => boolean
}

export interface Consumer {
  /** Rejects when a handler fails or the log is lost; a process ends on it. Never resolves otherwise but on stop. */
  readonly done: Promise<void>
  /** The partitions that this member of the group has now. During a rebalance: those that it had before. */
  assignment(): readonly Pick<Position, 'topic' | 'partition'>[]
  /** Finishes the batch at hand, then stops. */
  stop(): Promise<void>
}

export interface EventLog {
  /** Makes a topic. Does nothing when it is there with the same number of partitions; `EventLogError` `partition-count` otherwise. */
  createTopic(topic: string, options: { readonly partitions: number }): Promise<void>
  /** Names and partition counts, by name. */
  topics(): Promise<readonly { readonly topic: string; readonly partitions: number }[]>
  /**
   * Appends all records; resolves, with positions in the order given, when every one is durable. On rejection any of them may
   * have been appended: send the same bytes again.
   */
  append(records: readonly NewRecord[]): Promise<readonly Appended[]>
  /** Up to `limit` records of a partition from `from` on (inclusive). */
  read(topic: string, partition: number, from: number, limit: number): Promise<readonly LogRecord[]>
  /** First and next offsets per partition. */
  ranges(topic: string): Promise<readonly PartitionRange[]>
  consume(options: ConsumerOptions): Promise<Consumer>
  /** The group's committed next offset of a partition, or undefined. */
  committed(group: string, topic: string, partition: number): Promise<number | undefined>
  /** Commits next offsets for a group; durable when resolved. */
  commit(group: string, positions: readonly Position[]): Promise<void>
  /** Deletes the records before `before` of a partition (an inbox after its retention). */
  trim(topic: string, partition: number, before: number): Promise<void>
  close(): Promise<void>
}

/** `rebalanced`: the group has given the partition to another member. `unavailable`: the brokers do not answer as they should; try again. */
export type EventLogErrorCode =
  'unknown-topic' | 'partition-count' | 'locked' | 'closed' | 'corrupt' | 'rebalanced' | 'unavailable' | 'not-allowed'

export class EventLogError extends Error {
  readonly code: EventLogErrorCode
  constructor(code: EventLogErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EventLogError'
    this.code = code
  }
}
