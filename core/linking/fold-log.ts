import type { Decoded } from '../../schemas/codec/resolvers.ts'
import { SUBJECTS, type LinkEpoch } from '../../schemas/generated/records.ts'
import { CHAIN_START, LINKS_TAG } from '../chain/hash.ts'
import { linksStep, nextLogChain, type ChainHead, type Chained } from '../chain/log-chain.ts'
import type { Claim, LinkClaimRecord } from './claim-record.ts'
import type { LinkDecidedRecord, LinkDecision } from './decision.ts'

/** An entry of links.events with what its chain is made of. `changed`, where it is known: the people of whom a claim says something new. */
export type LinksEntry = Chained &
  (
    | { readonly kind: 'epoch'; readonly record: LinkEpoch }
    | { readonly kind: 'claim'; readonly record: LinkClaimRecord; readonly changed?: ReadonlySet<string> }
    | { readonly kind: 'decision'; readonly record: LinkDecidedRecord }
  )

/** The entry of a decoded record; undefined of what is no entry of links.events. */
export function linksEntry({ subject, value, fingerprint, body: bytes }: Decoded): LinksEntry | undefined {
  if (subject === SUBJECTS.linkClaim) return { kind: 'claim', record: value as LinkClaimRecord, fingerprint, bytes }
  if (subject === SUBJECTS.linkDecided) return { kind: 'decision', record: value as LinkDecidedRecord, fingerprint, bytes }
  if (subject === SUBJECTS.linkEpoch) return { kind: 'epoch', record: value as LinkEpoch, fingerprint, bytes }
  return undefined
}

/** A claim that takes effect, with its sealed identities or without them. `changed`, where it is known: the people of whom it says something new; the rows of the others are there. */
export interface EffectiveClaim<Of extends Claim = Claim> {
  readonly kind: 'claim'
  /** Its number in links.events. */
  readonly sequence: number
  readonly claim: Of
  readonly changed?: ReadonlySet<string>
}

/** A decision that takes effect, with its sealed words or without them. */
export interface EffectiveDecision<Of extends LinkDecision = LinkDecision> {
  readonly kind: 'decision'
  readonly sequence: number
  readonly decision: Of
}

export type EffectiveEntry = EffectiveClaim | EffectiveDecision

/** A claim or decision that takes effect, with what is sealed in it. */
export type SealedEntry = EffectiveClaim<LinkClaimRecord> | EffectiveDecision<LinkDecidedRecord>

/** Where a reader of links.events stands. */
export interface LinksState {
  readonly head: ChainHead
  /** The epoch in force; 0 before the first. */
  readonly epoch: number
}

export const LINKS_START: LinksState = { head: { sequence: 0, chain: CHAIN_START }, epoch: 0 }

/** An entry that has a number, with the running hash after it. `effective`: what it claims or decides; undefined of an epoch. */
export interface NumberedLinksEntry extends ChainHead {
  readonly effective: SealedEntry | undefined
}

/** links.events being folded, entry by entry. */
export interface LinksFold {
  state(): LinksState
  /** Numbers and chains the entry; undefined when it is void: a claim or decision of an epoch older than the one in force, or an epoch that is no later one. */
  take(entry: LinksEntry): NumberedLinksEntry | undefined
}

function effectiveEntry(entry: LinksEntry, sequence: number): SealedEntry | undefined {
  if (entry.kind === 'epoch') return undefined
  if (entry.kind === 'decision') return { kind: 'decision', sequence, decision: entry.record }
  return { kind: 'claim', sequence, claim: entry.record, ...(entry.changed === undefined ? {} : { changed: entry.changed }) }
}

/** Folds links.events from where a reader stands: the one place where void entries are dropped, and the others numbered and chained. */
export function createLinksFold(from: LinksState = LINKS_START): LinksFold {
  let state = from
  return {
    state: () => state,
    take(entry) {
      const { takesEffect, epoch } = linksStep(entry.kind, entry.record.epoch, state.epoch)
      if (!takesEffect) {
        state = { ...state, epoch }
        return undefined
      }
      const sequence = state.head.sequence + 1
      const chain = nextLogChain(LINKS_TAG, state.head.chain, sequence, entry.fingerprint, entry.bytes)
      state = { head: { sequence, chain }, epoch }
      return { sequence, chain, effective: effectiveEntry(entry, sequence) }
    },
  }
}

export interface FoldedLinks {
  /** Claims and decisions that take effect, in order. */
  readonly effective: readonly SealedEntry[]
  readonly state: LinksState
}

/** Folds entries in the order of the log. Pure. */
export function foldLinksLog(entries: Iterable<LinksEntry>, from: LinksState = LINKS_START): FoldedLinks {
  const fold = createLinksFold(from)
  const effective = [...entries].flatMap((entry) => fold.take(entry)?.effective ?? [])
  return { effective, state: fold.state() }
}
