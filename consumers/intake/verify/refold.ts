import { createLinksFold, linksEntry, LINKS_START, type SealedEntry } from '../../../core/linking/fold-log.ts'
import type { ChainHead } from '../../../core/chain/log-chain.ts'
import type { EventLog } from '../../../infra/event-log/port.ts'
import { LINKS_EVENTS } from '../../../infra/event-log/topics.ts'
import { createRecordCodec } from '../../../infra/registry/record-codec.ts'
import type { SchemaRegistry } from '../../../infra/registry/port.ts'
import type { Finding } from '../../finding.ts'
import { readRecords } from '../../read-records.ts'

/** What links.events says when it is folded anew from its first record, for an audit to compare with the read store. */
export interface RefoldedLinks {
  readonly head: ChainHead
  /** Running hashes by number, hex. */
  readonly chains: readonly string[]
  /** Claims and decisions that take effect. */
  readonly entries: readonly SealedEntry[]
  readonly unreadable: readonly Finding[]
}

/** Folds links.events from its start up to before offset `end`. */
export async function refoldLinks(
  { log, registry }: { readonly log: EventLog; readonly registry: SchemaRegistry },
  end: number,
): Promise<RefoldedLinks> {
  const decoder = createRecordCodec(registry)
  const fold = createLinksFold()
  const chains = [LINKS_START.head.chain.toString('hex')]
  const entries: SealedEntry[] = []
  const unreadable: Finding[] = []
  for await (const { topic, partition, offset, value } of readRecords(log, LINKS_EVENTS, 0, 0, end)) {
    const decoded = await decoder.decode(value)
    const entry = decoded.ok ? linksEntry(decoded.value) : undefined
    if (entry === undefined) {
      unreadable.push({ code: 'record-unreadable', in: 'log', topic, partition, offset })
      continue
    }
    const numbered = fold.take(entry)
    if (numbered === undefined) continue
    chains.push(numbered.chain.toString('hex'))
    if (numbered.effective !== undefined) entries.push(numbered.effective)
  }
  return { head: fold.state().head, chains, entries, unreadable }
}
