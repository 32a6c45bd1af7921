import { CHAIN_START, LINKS_TAG } from '../../../core/chain/hash.ts'
import { linksStep, nextLogChain } from '../../../core/chain/log-chain.ts'
import type { EventLog } from '../../../infra/event-log/port.ts'
import { LINKS_EVENTS } from '../../../infra/event-log/topics.ts'
import type { Decoder } from '../../../schemas/codec/resolvers.ts'
import { readAll } from './read-all.ts'

const KINDS: Readonly<Record<string, 'epoch' | 'claim'>> = { 'uk.throughline.log.LinkEpoch': 'epoch', 'uk.throughline.log.LinkClaim': 'claim' }

/** Running hashes of links.events, hex, by number; the first is of nothing. */
export async function foldLinksLog(log: EventLog, decoder: Decoder): Promise<readonly string[]> {
  const chains = [CHAIN_START.toString('hex')]
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
    chains.push(chain.toString('hex'))
  }
  return chains
}
