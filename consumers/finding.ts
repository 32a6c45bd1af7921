import type { CaseLogId } from '../schemas/ids.ts'

/**
 * What is wrong with a record or a row. `merge-circular`: nothing was altered; what an entry says has no effect, in part. `key-absent`: the vault lacks keys of
 * what is sealed there and never destroyed them. `key-lost`: it did, and an operator has accepted that for good. `log-cut`: records are gone from the
 * front of a log; `inbox-cut`: of an inbox, before intake had taken them; `log-short`: from its end; `log-altered`: the records are not those that were counted. `topic-settings`: the cluster may lose records of a
 * topic; `topic-settings-unseen`: whether it may cannot be told. `store-behind`, `heads-behind`: behind the log, as an older copy is. `loss-accepted`: an
 * operator has said that records are gone for good. Of the transparency log: `leaf-altered`, a file of it does not follow from access.log; `leaf-extra`, it has leaves
 * that access.log has no record of; `checkpoint-altered`, what it has signed is not its tree, or not signed by its key. `access-index-altered`: of who read what, the
 * read store lacks a row of the record at an offset, or has another.
 */
export type FindingCode =
  | 'record-unreadable'
  | 'event-missing'
  | 'event-extra'
  | 'index-altered'
  | 'columns-altered'
  | 'sequence-altered'
  | 'part-missing'
  | 'part-extra'
  | 'part-altered'
  | 'part-unauthentic'
  | 'hash-altered'
  | 'chain-altered'
  | 'head-altered'
  | 'candidate-missing'
  | 'candidate-extra'
  | 'refused-missing'
  | 'refused-extra'
  | 'publication-missing'
  | 'publication-altered'
  | 'entry-missing'
  | 'entry-extra'
  | 'entry-altered'
  | 'merge-circular'
  | 'key-absent'
  | 'key-lost'
  | 'log-cut'
  | 'inbox-cut'
  | 'log-short'
  | 'log-altered'
  | 'topic-settings'
  | 'topic-settings-unseen'
  | 'store-behind'
  | 'heads-behind'
  | 'loss-accepted'
  | 'leaf-altered'
  | 'leaf-extra'
  | 'checkpoint-altered'
  | 'access-index-altered'

/** What tells of no alteration and no loss that is not known: it is told, and the audit does not fail for it. */
const MERELY_TOLD: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'merge-circular',
  'key-lost',
  'topic-settings-unseen',
  'store-behind',
  'heads-behind',
  'loss-accepted',
])

/** False for what was written as it stands by an older release, or is known and loses nothing: no sign that anybody altered anything. */
export const tellsOfAlteration = ({ code }: Pick<Finding, 'code'>): boolean => !MERELY_TOLD.has(code)

/** One difference between a log and the read store, or of a log from what it was, named for what it is. Holds no content. */
export interface Finding {
  readonly code: FindingCode
  /**
   * Which of the two was altered. Where they differ, a row that agrees with its own chain is as it was written, so that the log was altered; a
   * row that does not was altered itself. Whoever alters a row and every hash after it makes the log look altered: the access records, which hold
   * the chains, tell. `vault`: keys; `heads`: what is kept of the logs apart from them; `transparency-log`: the log of what was read.
   */
  readonly in: 'log' | 'store' | 'vault' | 'heads' | 'transparency-log'
  readonly topic: string
  readonly caseLog?: CaseLogId
  /** Number of the event or entry; of the transparency log, up to which leaf all is well. */
  readonly sequence?: number
  readonly owner?: string
  readonly class?: string
  readonly form?: 'plain' | 'reduced'
  /** Where a record stands that cannot be read, or whose rows differ, or the first that is gone or not taken in. */
  readonly partition?: number
  readonly offset?: number
  /** A file of the transparency log, below its prefix. */
  readonly file?: string
  /** Keys that are missing or lost. */
  readonly keys?: number
  /** When the loss was accepted, ISO 8601 in UTC. */
  readonly accepted?: string
  /** How many records are gone, not taken in, or in need of the keys. */
  readonly records?: number
  /** Of those that are gone from the front: how many the read store has not taken in. */
  readonly unread?: number
  /** When the newest record that is there, or the first that was not taken in, was appended; ISO 8601. */
  readonly since?: string
  /** When the newest record that was counted was appended; ISO 8601. */
  readonly until?: string
  /** A setting of a topic, what it is and what it must be. */
  readonly setting?: string
  readonly is?: string
  readonly should?: string
}
