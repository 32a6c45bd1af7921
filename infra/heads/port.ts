/**
 * The heads of the record's logs: how far each partition went and its running hash, kept apart from the logs, so that a log that was cut, or is an older copy,
 * is known. `tests/contract/head-store.ts` is the suite of both adapters.
 */

/** How far a partition went, as somebody read it back from the log: never ahead of what is durable there. */
export interface LogHead {
  readonly topic: string
  readonly partition: number
  /** The offset that the running hash begins at: 0, or where the log began when a loss was accepted. */
  readonly first: number
  /** The offset after the last record that is counted. */
  readonly next: number
  /** Running hash over the records from `first` up to before `next` (core/chain/record-digest.ts). */
  readonly running: Buffer
  /** Digest of the record before `next`. */
  readonly last: Buffer
  /** Append time of that record, milliseconds since the Unix epoch. */
  readonly at: number
}

/** A head, and the running hash that it was worked out from; undefined for the first of its partition. */
export interface HeadMove {
  readonly from: Buffer | undefined
  readonly head: LogHead
}

/** Records that are gone for good, as an operator has accepted. */
export interface AcceptedLoss {
  readonly topic: string
  readonly partition: number
  /** Offset of the first that is gone. */
  readonly offset: number
  readonly records: number
  /** When it was accepted, milliseconds since the Unix epoch. */
  readonly at: number
}

export interface HeadStore {
  all(): Promise<readonly LogHead[]>
  /** Moves heads on, each only where it still is what it was worked out from: whoever was first wins, and has the same. */
  move(moves: readonly HeadMove[]): Promise<void>
  /** The losses that were accepted, in their order. */
  losses(): Promise<readonly AcceptedLoss[]>
  /** Notes losses and forgets the heads of the partitions that they are in: they are taken again from what is there. */
  accept(losses: readonly AcceptedLoss[]): Promise<void>
  close(): Promise<void>
}
