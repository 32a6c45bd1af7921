import type { CommitmentTag } from '../access-log/commitment.ts'
import type { LogFault } from '../transparency-log/verify/fault.ts'
import type { SumFault } from './sums.ts'

/** What is wrong with a bundle of evidence. Lines are counted from 1, leaves from 0. */
export type BundleFault =
  | LogFault
  | SumFault
  /** The quorum file is not there or none, or the list of keys is not of its keys: nothing else was looked at, or programs that take the list would take other keys. */
  | { readonly code: 'quorum-unreadable' | 'keys-differ'; readonly path: string }
  | { readonly code: 'line-malformed'; readonly path: string; readonly line: number }
  /** The record does not have the leaf that the log has at its place. */
  | { readonly code: 'record-differs'; readonly record: string; readonly leaf: number }
  /** A leaf of a whole log of which no record is given, or two are. */
  | { readonly code: 'record-missing' | 'record-repeated'; readonly leaf: number }
  /** The value is not the one that the record commits to. */
  | { readonly code: 'value-differs'; readonly record: string; readonly leaf: number; readonly part: CommitmentTag }
  /** The sealed opening was not that of its record when it was exported. */
  | { readonly code: 'opening-altered'; readonly record: string; readonly leaf: number; readonly part: CommitmentTag }
  /** The files of a release are not those of its name; a record names one that is not there. */
  | { readonly code: 'policy-differs'; readonly policy: string }
  | { readonly code: 'policy-missing'; readonly policy: string; readonly record: string; readonly leaf: number }
  /** The control log had another release in force where the record was decided, or another running hash. */
  | { readonly code: 'policy-not-in-force' | 'control-differs'; readonly record: string; readonly leaf: number }
  /** The leaf says an earlier time than a checkpoint was witnessed at that does not have it yet. `time`: of that checkpoint, ISO 8601 in UTC. */
  | { readonly code: 'back-dated'; readonly leaf: number; readonly time: string }
