import { CHAIN_START, LINKS_TAG } from '../../../core/chain/hash.ts'
import { linksStep, nextLogChain, type ChainHead, type LinksEntryKind } from '../../../core/chain/log-chain.ts'
import type { LinkClaimRecord } from '../../../core/linking/claim.ts'
import type { LinkDecidedRecord } from '../../../core/linking/decision.ts'
import type { EventLog } from '../../../infra/event-log/port.ts'
import { LINKS_EVENTS } from '../../../infra/event-log/topics.ts'
import { createRecordCodec } from '../../../infra/registry/record-codec.ts'
import type { SchemaRegistry } from '../../../infra/registry/port.ts'
import type { Finding } from '../../finding.ts'
import { readRecords } from '../../read-records.ts'
import { SUBJECTS } from '../../../schemas/generated/records.ts'

/** A claim or decision that takes effect, with its number. */
export type NumberedEntry =
  | { readonly kind: 'claim'; readonly sequence: number; readonly claim: LinkClaimRecord }
  | { readonly kind: 'decision'; readonly sequence: number; readonly decision: LinkDecidedRecord }

const KINDS: Readonly<Record<string, LinksEntryKind>> = {
  [SUBJECTS.linkEpoch]: 'epoch',
  [SUBJECTS.linkClaim]: 'claim',
  [SUBJECTS.linkDecided]: 'decision',
}

/** links.events, numbered and chained again. */
export interface FoldedLinks {
  readonly head: ChainHead
  /** Running hashes by number, hex. */
  readonly chains: readonly string[]
  /** Claims and decisions that take effect. */
  readonly entries: readonly NumberedEntry[]
  readonly unreadable: readonly Finding[]
}

/** Folds links.events up to before offset `end`. */
export async function foldLinksLog(
  { log, registry }: { readonly log: EventLog; readonly registry: SchemaRegistry },
  end: number,
): Promise<FoldedLinks> {
  const decoder = createRecordCodec(registry)
  let head: ChainHead = { sequence: 0, chain: CHAIN_START }
  let epoch = 0
  const chains = [CHAIN_START.toString('hex')]
  const entries: NumberedEntry[] = []
  const unreadable: Finding[] = []
  for await (const { topic, partition, offset, value } of readRecords(log, LINKS_EVENTS, 0, 0, end)) {
    const decoded = await decoder.decode(value)
    const kind = decoded.ok ? KINDS[decoded.value.subject] : undefined
    if (!decoded.ok || kind === undefined) {
      unreadable.push({ code: 'record-unreadable', in: 'log', topic, partition, offset })
      continue
    }
    const { fingerprint, body, value: entry } = decoded.value
    const step = linksStep(kind, (entry as { readonly epoch: number }).epoch, epoch)
    epoch = step.epoch
    if (!step.takesEffect) continue
    const sequence = head.sequence + 1
    head = { sequence, chain: nextLogChain(LINKS_TAG, head.chain, sequence, fingerprint, body) }
    chains.push(head.chain.toString('hex'))
    if (kind === 'claim') entries.push({ kind, sequence, claim: entry as LinkClaimRecord })
    if (kind === 'decision') entries.push({ kind, sequence, decision: entry as LinkDecidedRecord })
  }
  return { head, chains, entries, unreadable }
}
