import { CHAIN_START, LINKS_TAG } from '../../../core/chain/hash.ts'
import { linksStep, nextLogChain, type LinksEntryKind } from '../../../core/chain/log-chain.ts'
import { afterDecision, NO_LINKS, type CaseLinks } from '../../../core/linking/case-links.ts'
import type { LinkDecision } from '../../../core/linking/decision.ts'
import type { EventLog } from '../../../infra/event-log/port.ts'
import { LINKS_EVENTS } from '../../../infra/event-log/topics.ts'
import type { Decoder } from '../../../schemas/codec/resolvers.ts'
import { readAll } from './read-all.ts'

/** links.events from the log itself. */
export interface LinksLog {
  /** Running hash after entry `n`, hex; undefined beyond the end. */
  chainAt(n: number): string | undefined
  /** What people had decided of who is who up to entry `n`. */
  linksAt(n: number): CaseLinks
}

const KINDS: Readonly<Record<string, LinksEntryKind>> = {
  'uk.throughline.log.LinkEpoch': 'epoch',
  'uk.throughline.log.LinkClaim': 'claim',
  'uk.throughline.log.LinkDecided': 'decision',
}

export async function foldLinksLog(log: EventLog, decoder: Decoder): Promise<LinksLog> {
  const chains = [CHAIN_START.toString('hex')]
  const states: { readonly from: number; readonly links: CaseLinks }[] = [{ from: 0, links: NO_LINKS }]
  let chain = CHAIN_START
  let epoch = 0
  for await (const record of readAll(log, LINKS_EVENTS, 0)) {
    const decoded = await decoder.decode(record.value)
    const kind = decoded.ok ? KINDS[decoded.value.subject] : undefined
    if (!decoded.ok || kind === undefined) continue
    const step = linksStep(kind, (decoded.value.value as { readonly epoch: number }).epoch, epoch)
    epoch = step.epoch
    if (!step.takesEffect) continue
    chain = nextLogChain(LINKS_TAG, chain, chains.length, decoded.value.fingerprint, decoded.value.body)
    if (kind === 'decision')
      states.push({ from: chains.length, links: afterDecision(states.at(-1)?.links ?? NO_LINKS, decoded.value.value as LinkDecision) })
    chains.push(chain.toString('hex'))
  }
  return { chainAt: (n) => chains[n], linksAt: (n) => states.findLast(({ from }) => from <= n)?.links ?? NO_LINKS }
}
