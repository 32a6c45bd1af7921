import { CASE_TAG, CHAIN_START, nextChain, partHash } from '../chain/hash.ts'
import type { IndexPart, NumberedEvent, SealedPart } from './index-part.ts'
import type { LogEntry } from './log-entry.ts'

/** Number and running hash of the last event of a case log. */
export interface CaseHead {
  readonly sequence: number
  readonly chain: Buffer
}

/** Before the first event. */
export const EMPTY_CASE: CaseHead = { sequence: 0, chain: CHAIN_START }

/** An entry that took effect. */
export interface AppliedEvent extends CaseHead {
  readonly entry: LogEntry
  /** Each sealed part with its hash, in the record's order. */
  readonly parts: readonly { readonly part: SealedPart; readonly hash: Buffer }[]
}

/** What an event is the same as, when it is sent again: its publisher, system and id, within its case log. */
export const identityOf = ({ agency, system, event_id: id }: Pick<IndexPart, 'agency' | 'system' | 'event_id'>): string => `${agency}\n${system}\n${id}`

/** A case log being folded, entry by entry. */
export interface CaseFold {
  head(): CaseHead
  /** Numbers and chains the entry; undefined when its event is in the log already. */
  take(entry: LogEntry): AppliedEvent | undefined
}

/**
 * Folds a case log from a head on: the one place where repeats are dropped and events get their number and chain.
 * `known`: identities of the events up to the head, at least those that the entries to come may repeat.
 */
export function createCaseFold(start: CaseHead = EMPTY_CASE, known: Iterable<string> = []): CaseFold {
  const seen = new Set(known)
  let head = start
  return {
    head: () => head,
    take(entry) {
      const { index, parts: sealed } = entry.record
      const identity = identityOf(index)
      if (seen.has(identity)) return undefined
      seen.add(identity)
      const parts = sealed.map((part) => ({ part, hash: partHash(part) }))
      const sequence = head.sequence + 1
      const chain = nextChain(CASE_TAG, head.chain, sequence, entry.fingerprint, entry.indexBytes, parts.map(({ hash }) => hash))
      head = { sequence, chain }
      return { entry, sequence, chain, parts }
    },
  }
}

/** A case log folded from its start. */
export interface FoldedCase {
  readonly events: readonly NumberedEvent[]
  readonly applied: readonly AppliedEvent[]
  /** The running hash after event `n`; of 0, 32 zero bytes; undefined beyond the end. */
  readonly chainAt: (n: number) => Buffer | undefined
}

/** Folds the entries of one case log, in the order of the log. Pure: the timeline and the replay both number by it. */
export function foldCaseLog(entries: Iterable<LogEntry>): FoldedCase {
  const fold = createCaseFold()
  const applied = [...entries].flatMap((entry) => fold.take(entry) ?? [])
  return {
    applied,
    events: applied.map(({ sequence, entry }) => ({ sequence, index: entry.record.index })),
    chainAt: (n) => n === 0 ? CHAIN_START : applied[n - 1]?.chain,
  }
}
