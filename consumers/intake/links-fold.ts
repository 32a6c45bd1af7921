import { CHAIN_START, LINKS_TAG } from '../../core/chain/hash.ts'
import { linksStep, nextLogChain, type ChainHead } from '../../core/chain/log-chain.ts'
import type { LinkClaimRecord } from '../../core/linking/claim-record.ts'
import type { LinkDecidedRecord } from '../../core/linking/decision.ts'
import type { LinkEpochRecord } from './entries.ts'
import type { EffectiveEntry } from './link-rows.ts'

/** An entry of links.events with what its chain is made of. */
export type LinksEntry = { readonly fingerprint: string; readonly bytes: Uint8Array } & (
  | { readonly kind: 'epoch'; readonly record: LinkEpochRecord }
  | { readonly kind: 'claim'; readonly record: LinkClaimRecord; readonly changed?: ReadonlySet<string> }
  | { readonly kind: 'decision'; readonly record: LinkDecidedRecord }
)

/** Where a reader of links.events stands. */
export interface LinksState {
  readonly head: ChainHead
  /** The epoch in force; 0 before the first. */
  readonly epoch: number
}

export const LINKS_START: LinksState = { head: { sequence: 0, chain: CHAIN_START }, epoch: 0 }

export interface FoldedLinks {
  /** Claims and decisions that take effect, in order. */
  readonly effective: readonly EffectiveEntry[]
  readonly state: LinksState
}

/** Applies entries in order: only what takes effect is numbered and chained; claims and decisions of an epoch older than the one in force are void. */
export function foldLinks(entries: readonly LinksEntry[], from: LinksState): FoldedLinks {
  let { epoch, head } = from
  const effective: EffectiveEntry[] = []
  for (const entry of entries) {
    const step = linksStep(entry.kind, entry.record.epoch, epoch)
    epoch = step.epoch
    if (!step.takesEffect) continue
    const sequence = head.sequence + 1
    head = { sequence, chain: nextLogChain(LINKS_TAG, head.chain, sequence, entry.fingerprint, entry.bytes) }
    if (entry.kind === 'claim')
      effective.push({ kind: 'claim', sequence, claim: entry.record, ...(entry.changed === undefined ? {} : { changed: entry.changed }) })
    if (entry.kind === 'decision') effective.push({ kind: 'decision', sequence, decision: entry.record })
  }
  return { effective, state: { head, epoch } }
}
