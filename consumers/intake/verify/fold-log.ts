import { CHAIN_START, LINKS_TAG } from '../../../core/chain/hash.ts'
import { linksStep, nextLogChain, type ChainHead } from '../../../core/chain/log-chain.ts'
import type { LinkClaimRecord } from '../../../core/linking/claim.ts'
import type { EventLog } from '../../../infra/event-log/port.ts'
import { LINKS_EVENTS } from '../../../infra/event-log/topics.ts'
import { createRecordCodec } from '../../../infra/registry/record-codec.ts'
import type { SchemaRegistry } from '../../../infra/registry/port.ts'
import type { Finding } from '../../finding.ts'
import { readRecords } from '../../read-records.ts'
import { SUBJECTS } from '../record-types.ts'

/** A claim that takes effect, with its number. */
export interface NumberedClaim {
  readonly sequence: number
  readonly claim: LinkClaimRecord
}

/** links.events, numbered and chained again. */
export interface FoldedLinks {
  readonly head: ChainHead
  /** Running hashes by number, hex. */
  readonly chains: readonly string[]
  /** Claims that take effect. */
  readonly claims: readonly NumberedClaim[]
  readonly unreadable: readonly Finding[]
}

/** Folds links.events up to before offset `end`. */
export async function foldLinksLog({ log, registry }: { readonly log: EventLog; readonly registry: SchemaRegistry }, end: number): Promise<FoldedLinks> {
  const decoder = createRecordCodec(registry)
  let head: ChainHead = { sequence: 0, chain: CHAIN_START }
  let epoch = 0
  const chains = [CHAIN_START.toString('hex')]
  const claims: NumberedClaim[] = []
  const unreadable: Finding[] = []
  for await (const { topic, partition, offset, value } of readRecords(log, LINKS_EVENTS, 0, 0, end)) {
    const decoded = await decoder.decode(value)
    if (!decoded.ok || (decoded.value.subject !== SUBJECTS.linkEpoch && decoded.value.subject !== SUBJECTS.linkClaim)) {
      unreadable.push({ code: 'record-unreadable', in: 'log', topic, partition, offset })
      continue
    }
    const { subject, fingerprint, body, value: entry } = decoded.value
    const kind = subject === SUBJECTS.linkEpoch ? 'epoch' : 'claim'
    const step = linksStep(kind, (entry as { readonly epoch: number }).epoch, epoch)
    epoch = step.epoch
    if (!step.takesEffect) continue
    const sequence = head.sequence + 1
    head = { sequence, chain: nextLogChain(LINKS_TAG, head.chain, sequence, fingerprint, body) }
    chains.push(head.chain.toString('hex'))
    if (kind === 'claim') claims.push({ sequence, claim: entry as LinkClaimRecord })
  }
  return { head, chains, claims, unreadable }
}
