import { CHAIN_START, CONTROL_TAG } from '../../core/chain/hash.ts'
import { nextLogChain, type ChainHead } from '../../core/chain/log-chain.ts'
import { isControlType } from '../../core/control/entry.ts'
import type { ControlEntryTable } from '../../infra/read-store/tables.ts'
import type { Decoded } from '../../schemas/codec/resolvers.ts'

/** Before the first entry. */
export const CONTROL_START: ChainHead = { sequence: 0, chain: CHAIN_START }

/** Numbers and chains entries of control.events, in order; what is of another kind takes no effect. */
export function foldControl(
  entries: readonly Pick<Decoded, 'subject' | 'fingerprint' | 'body'>[],
  start: ChainHead,
): readonly ControlEntryTable[] {
  let head = start
  return entries
    .filter(({ subject }) => isControlType(subject))
    .map(({ subject, fingerprint, body }) => {
      const sequence = head.sequence + 1
      head = { sequence, chain: nextLogChain(CONTROL_TAG, head.chain, sequence, fingerprint, body) }
      return { sequence, type: subject, schema: fingerprint, entry: Buffer.from(body), chain: head.chain }
    })
}
