import { afterDecision, NO_LINKS, type CaseLinks } from '../../../core/linking/case-links.ts'
import { createLinksFold, LINKS_START, linksEntry } from '../../../core/linking/fold-log.ts'
import type { EventLog } from '../../../infra/event-log/port.ts'
import { LINKS_EVENTS } from '../../../infra/event-log/topics.ts'
import type { Decoder } from '../../../schemas/codec/resolvers.ts'
import { readAll } from './read-all.ts'

/** links.events from the log itself. */
export interface LinksLog {
  /** How many entries take effect. */
  readonly length: number
  /** Running hash after entry `n`, hex; undefined beyond the end. */
  chainAt(n: number): string | undefined
  /** What people had decided of who is who up to entry `n`. */
  linksAt(n: number): CaseLinks
}

/** Reads links.events from its start. What is no entry of it is left out: the chain then tells. */
export async function readLinksLog(log: Pick<EventLog, 'read'>, decoder: Decoder): Promise<LinksLog> {
  const fold = createLinksFold()
  const chains = [LINKS_START.head.chain.toString('hex')]
  const states: { readonly from: number; readonly links: CaseLinks }[] = [{ from: 0, links: NO_LINKS }]
  for await (const record of readAll(log, LINKS_EVENTS, 0)) {
    const decoded = await decoder.decode(record.value)
    const entry = decoded.ok ? linksEntry(decoded.value) : undefined
    const numbered = entry === undefined ? undefined : fold.take(entry)
    if (numbered === undefined) continue
    const { sequence, chain, effective } = numbered
    chains.push(chain.toString('hex'))
    if (effective?.kind === 'decision')
      states.push({ from: sequence, links: afterDecision(states.at(-1)?.links ?? NO_LINKS, effective.decision) })
  }
  return {
    length: chains.length - 1,
    chainAt: (n) => chains[n],
    linksAt: (n) => states.findLast(({ from }) => from <= n)?.links ?? NO_LINKS,
  }
}
