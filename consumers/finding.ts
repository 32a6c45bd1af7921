/**
 * What is wrong with a record or a row. `merge-circular`: nothing was altered; what an entry says has no effect, in part. `key-absent`: the vault lacks keys of
 * what is sealed there and never destroyed them. `key-lost`: it did, and an operator has accepted that for good.
 */
export type FindingCode =
  | 'record-unreadable' | 'event-missing' | 'event-extra' | 'index-altered' | 'columns-altered' | 'sequence-altered'
  | 'part-missing' | 'part-extra' | 'part-altered' | 'part-unauthentic' | 'hash-altered' | 'chain-altered' | 'head-altered'
  | 'candidate-missing' | 'candidate-extra' | 'refused-missing' | 'refused-extra' | 'publication-missing' | 'publication-altered' | 'entry-missing' | 'entry-extra' | 'entry-altered'
  | 'merge-circular' | 'key-absent' | 'key-lost'

/** Written as it stands by an older release, or accepted by an operator: no sign that anybody altered anything. */
const KNOWN: ReadonlySet<FindingCode> = new Set<FindingCode>(['merge-circular', 'key-lost'])

/** Whether something has to be done about it. */
export const tellsOfAlteration = ({ code }: Pick<Finding, 'code'>): boolean => !KNOWN.has(code)

/** One difference between a log and the read store, named for what it is. Holds no content. */
export interface Finding {
  readonly code: FindingCode
  /**
   * Which of the two was altered. Where they differ, a row that agrees with its own chain is as it was written, so that the log was altered; a
   * row that does not was altered itself. Whoever alters a row and every hash after it makes the log look altered: the access records, which hold
   * the chains, tell.
   */
  readonly in: 'log' | 'store' | 'vault'
  readonly topic: string
  readonly caseLog?: string
  /** Number of the event or entry. */
  readonly sequence?: number
  readonly owner?: string
  readonly class?: string
  readonly form?: 'plain' | 'reduced'
  /** Where a record stands that cannot be read. */
  readonly partition?: number
  readonly offset?: number
  /** Keys that are missing or lost, and records that need them. */
  readonly keys?: number
  readonly records?: number
  /** When the loss was accepted, ISO 8601 in UTC. */
  readonly accepted?: string
}
