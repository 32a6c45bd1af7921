import { CASE_TAG, CHAIN_START, nextChain, partHash } from '../chain/hash.ts'
import type { IndexPart, NumberedEvent, SealedPart } from './index-part.ts'
import { createCaseMemory, type CaseMemory } from './memory/case-memory.ts'
import { judgeInCase, type CaseVerdict } from '../publish/in-case/judge.ts'
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
  /** What the case says of it; without errors. */
  readonly verdict: CaseVerdict
}

/** An entry that a rule of the case refuses: it has no number, and a repeat of it takes no effect either. */
export interface RefusedEvent {
  readonly entry: LogEntry
  readonly verdict: CaseVerdict
}

/** Two events of one case log with the same identity are one, sent again: publisher, system and id. */
export const identityOf = ({ agency, system, event_id: id }: Pick<IndexPart, 'agency' | 'system' | 'event_id'>): string =>
  `${agency}\n${system}\n${id}`

/** A case log being folded, entry by entry. */
export interface CaseFold {
  head(): CaseHead
  /** Numbers and chains the entry; undefined when its event is in the log already, or is refused. */
  take(entry: LogEntry): AppliedEvent | undefined
  /** What was refused so far, in the order of the log. */
  refused(): readonly RefusedEvent[]
}

/** Where a fold goes on from. */
export interface FoldStart {
  readonly head: CaseHead
  /** Identities of the events up to the head, numbered or refused: at least those that the entries to come may repeat. */
  readonly known: Iterable<string>
  /** The events up to the head, which the fold adds to: needed where an entry to come is judged in its case. */
  readonly memory?: CaseMemory | undefined
}

/** Folds a case log from a head on. Everything that numbers events does it here: repeats are dropped; the others are judged in their case, numbered and chained. */
export function createCaseFold(start: FoldStart): CaseFold {
  const { memory } = start
  const seen = new Set(start.known)
  const refused: RefusedEvent[] = []
  let head = start.head
  return {
    head: () => head,
    refused: () => refused,
    take(entry) {
      const { index, parts: sealed } = entry.record
      const identity = identityOf(index)
      if (seen.has(identity)) return undefined
      seen.add(identity)
      const verdict = judgeInCase(index, memory)
      if (verdict.errors.length > 0) {
        refused.push({ entry, verdict })
        return undefined
      }
      const parts = sealed.map((part) => ({ part, hash: partHash(part) }))
      const sequence = head.sequence + 1
      const chain = nextChain(
        CASE_TAG,
        head.chain,
        sequence,
        entry.fingerprint,
        entry.indexBytes,
        parts.map(({ hash }) => hash),
      )
      head = { sequence, chain }
      memory?.add({ sequence, index })
      return { entry, sequence, chain, parts, verdict }
    },
  }
}

/** Folds a case log from its start. */
export const foldFromStart = (): CaseFold => createCaseFold({ head: EMPTY_CASE, known: [], memory: createCaseMemory() })

/** A case log folded from its start. */
export interface FoldedCase {
  readonly events: readonly NumberedEvent[]
  readonly applied: readonly AppliedEvent[]
  readonly refused: readonly RefusedEvent[]
  /** The running hash after event `n`; of 0, 32 zero bytes; undefined beyond the end. */
  readonly chainAt: (n: number) => Buffer | undefined
}

/** Folds the entries of one case log, in the order of the log. Pure: the timeline and the replay both number by it. */
export function foldCaseLog(entries: Iterable<LogEntry>): FoldedCase {
  const fold = foldFromStart()
  const applied = [...entries].flatMap((entry) => fold.take(entry) ?? [])
  return {
    applied,
    refused: fold.refused(),
    events: applied.map(({ sequence, entry }) => ({ sequence, index: entry.record.index })),
    chainAt: (n) => (n === 0 ? CHAIN_START : applied[n - 1]?.chain),
  }
}
