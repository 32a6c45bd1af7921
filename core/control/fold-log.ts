import type { Decoded } from '../../schemas/codec/resolvers.ts'
import { CHAIN_START, CONTROL_TAG } from '../chain/hash.ts'
import { nextLogChain, type ChainHead, type Chained } from '../chain/log-chain.ts'
import { isControlType, type ControlEntry } from './entry.ts'

/** A decoded entry of control.events with what its chain is made of. */
export type ControlLogEntry = ControlEntry & Chained

/** The entry of a decoded record; undefined of what is no entry of control.events, and takes no effect. */
export const controlLogEntry = ({ subject, value, fingerprint, body }: Decoded): ControlLogEntry | undefined =>
  isControlType(subject) ? ({ type: subject, value, fingerprint, bytes: body } as ControlLogEntry) : undefined

/** Before the first entry. */
export const CONTROL_START: ChainHead = { sequence: 0, chain: CHAIN_START }

/** An entry with its number and the running hash after it. */
export type NumberedControlEntry<Entry> = ChainHead & { readonly entry: Entry }

/**
 * Numbers and chains entries of control.events, in order, from a head on. Pure: the consumer, the verification, the replay and the gateway all number by it. What the
 * entries come to is `controlState`.
 */
export function foldControlLog<Entry extends Chained>(
  entries: Iterable<Entry>,
  start: ChainHead = CONTROL_START,
): readonly NumberedControlEntry<Entry>[] {
  let head = start
  return Array.from(entries, (entry) => {
    const sequence = head.sequence + 1
    head = { sequence, chain: nextLogChain(CONTROL_TAG, head.chain, sequence, entry.fingerprint, entry.bytes) }
    return { ...head, entry }
  })
}
