/** What running an access record's read again came to. */
export type ReplayOutcome =
  /** The same disclosed set from the same versions. */
  | 'match'
  /** The key of its opening was destroyed: the record holds, its read cannot be run again. */
  | 'erased'
  /** The key of its opening is missing, or was lost: the record holds, its read cannot be run again unless the key comes back. */
  | 'unreadable'
  /** The record is not what was written: its bytes, or its opening, were altered. */
  | 'record-altered'
  /** A log is not what the read saw: an entry was altered, removed or put in before its version. */
  | 'log-altered'
  /** The read store, not the log, was altered when the read was made: the log is as other records have it. */
  | 'store-altered'
  /** The policy release, or the engine, that the record names is not to be had. */
  | 'policy-missing'
  /** The same inputs disclose less than was disclosed. */
  | 'over-release'
  /** The same inputs disclose more than was disclosed. */
  | 'under-release'
  /** The same inputs give another answer that is neither more nor less. */
  | 'differs'

/** One record that does not match. Names logs and numbers, never a person. */
export interface ReplayFinding {
  /** Access record id; empty when the record cannot be read. */
  readonly record: string
  /** Offset in access.log, for auditors. */
  readonly offset: number
  readonly outcome: Exclude<ReplayOutcome, 'match'>
  /** What is different, in words. */
  readonly detail: string
}
