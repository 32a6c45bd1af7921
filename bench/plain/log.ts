import type { ConsumerOptions, NewRecord, Position } from '../../infra/event-log/port.ts'

/** What plain code needs of a log; every event log of ours has it. */
export interface PlainLog {
  createTopic(topic: string, options: { readonly partitions: number }): Promise<void>
  /** Resolves when every record is durable. */
  append(records: readonly NewRecord[]): Promise<unknown>
  /** Gives every record of topics that are there to `handle`, from the start. */
  consume(options: ConsumerOptions & { readonly topics: readonly string[] }): Promise<unknown>
  commit(group: string, positions: readonly Position[]): Promise<void>
  close(): Promise<void>
}
