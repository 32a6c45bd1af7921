import { CHAIN_START, LINKS_TAG } from '../core/chain/hash.ts'
import { linksStep, nextLogChain, type ChainHead } from '../core/chain/log-chain.ts'
import type { EventLog } from '../infra/event-log/port.ts'
import { LINKS_EVENTS } from '../infra/event-log/topics.ts'
import { nextOffset } from '../infra/read-store/offsets.ts'
import type { ReadStore } from '../infra/read-store/port.ts'
import { readSnapshot } from '../infra/read-store/snapshot.ts'
import { createRecordDecoder } from '../infra/registry/record-decoder.ts'
import type { SchemaRegistry } from '../infra/registry/port.ts'
import type { Finding } from './finding.ts'
import { readRecords } from './read-records.ts'

/** The consumer that keeps the link tables and the head of links.events. */
const LINKS_CONSUMER = 'intake-links'
const EPOCH = 'uk.throughline.log.LinkEpoch'
const CLAIM = 'uk.throughline.log.LinkClaim'

export interface VerifyLinksDeps {
  readonly log: EventLog
  readonly store: ReadStore
  readonly registry: SchemaRegistry
}

/** The head of links.events, numbered and chained again up to before `end`, and records that cannot be read. */
export async function foldLinksLog({ log, registry }: Pick<VerifyLinksDeps, 'log' | 'registry'>, end: number): Promise<{ readonly head: ChainHead; readonly unreadable: readonly Finding[] }> {
  const decoder = createRecordDecoder(registry)
  let head: ChainHead = { sequence: 0, chain: CHAIN_START }
  let epoch = 0
  const unreadable: Finding[] = []
  for await (const { topic, partition, offset, value } of readRecords(log, LINKS_EVENTS, 0, 0, end)) {
    const decoded = await decoder.decode(value)
    if (!decoded.ok || (decoded.value.subject !== EPOCH && decoded.value.subject !== CLAIM)) {
      unreadable.push({ code: 'record-unreadable', in: 'log', topic, partition, offset })
      continue
    }
    const { subject, fingerprint, body, value: entry } = decoded.value
    const step = linksStep(subject === EPOCH ? 'epoch' : 'claim', (entry as { readonly epoch: number }).epoch, epoch)
    epoch = step.epoch
    if (!step.takesEffect) continue
    const sequence = head.sequence + 1
    head = { sequence, chain: nextLogChain(LINKS_TAG, head.chain, sequence, fingerprint, body) }
  }
  return { head, unreadable }
}

/** Chains links.events again, as far as the store has it, and compares the head. A difference does not tell which of the two was altered. */
export async function verifyLinks(deps: VerifyLinksDeps): Promise<readonly Finding[]> {
  const { stored, end } = await readSnapshot(deps.store.db, async (tx) => ({
    stored: await tx.selectFrom('log_head').select(['sequence', 'chain']).where('log', '=', 'links').executeTakeFirst(),
    end: await nextOffset(tx, LINKS_CONSUMER, LINKS_EVENTS, 0) ?? 0,
  }))
  const { head, unreadable } = await foldLinksLog(deps, end)
  const same = (stored?.sequence ?? 0) === head.sequence && (stored?.chain ?? CHAIN_START).equals(head.chain)
  return [...unreadable, ...(same ? [] : [{ code: 'head-altered', in: 'store', topic: LINKS_EVENTS, sequence: head.sequence } as const])]
}
