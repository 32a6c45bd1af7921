import { CHAIN_START, LINKS_TAG } from '../../core/chain/hash.ts'
import { linksStep, nextLogChain, type ChainHead } from '../../core/chain/log-chain.ts'
import type { LinkClaimRecord } from '../../core/linking/claim.ts'
import type { LinkEpochRecord } from './entries.ts'
import type { EffectiveClaim } from './link-rows.ts'

/** An entry of links.events with what its chain is made of. */
export type LinksEntry = { readonly fingerprint: string; readonly bytes: Uint8Array } & (
  | { readonly kind: 'epoch'; readonly record: LinkEpochRecord }
  | { readonly kind: 'claim'; readonly record: LinkClaimRecord; readonly changed?: ReadonlySet<string> })

/** Where a reader of links.events stands. */
export interface LinksState {
  readonly head: ChainHead
  /** The epoch in force; 0 before the first. */
  readonly epoch: number
}

export const LINKS_START: LinksState = { head: { sequence: 0, chain: CHAIN_START }, epoch: 0 }

export interface FoldedLinks {
  /** Claims that take effect. */
  readonly claims: readonly EffectiveClaim[]
  readonly state: LinksState
}

/** Applies entries in order: only what takes effect is numbered and chained; claims of an epoch older than the one in force are void. */
export function foldLinks(entries: readonly LinksEntry[], from: LinksState): FoldedLinks {
  let { epoch, head } = from
  const claims: EffectiveClaim[] = []
  for (const entry of entries) {
    const step = linksStep(entry.kind, entry.record.epoch, epoch)
    epoch = step.epoch
    if (!step.takesEffect) continue
    const sequence = head.sequence + 1
    head = { sequence, chain: nextLogChain(LINKS_TAG, head.chain, sequence, entry.fingerprint, entry.bytes) }
    if (entry.kind === 'claim') claims.push({ claim: entry.record, ...(entry.changed === undefined ? {} : { changed: entry.changed }) })
  }
  return { claims, state: { head, epoch } }
}
