import { CHAIN_START, CONTROL_TAG } from '../../../core/chain/hash.ts'
import { nextLogChain } from '../../../core/chain/log-chain.ts'
import { isControlType, type ControlEntry } from '../../../core/control/entry.ts'
import { controlState, type ControlState } from '../../../core/control/state.ts'
import type { EventLog } from '../../../infra/event-log/port.ts'
import { CONTROL_EVENTS } from '../../../infra/event-log/topics.ts'
import type { Decoder } from '../../../schemas/codec/resolvers.ts'
import { readAll } from './read-all.ts'

/** control.events from the log itself. */
export interface ControlLog {
  /** Running hash after entry `n`, hex; undefined beyond the end. */
  chainAt(n: number): string | undefined
  /** What it says up to entry `n`. */
  stateAt(n: number): ControlState
}

export async function foldControlLog(log: EventLog, decoder: Decoder): Promise<ControlLog> {
  const entries: ControlEntry[] = []
  const chains: Buffer[] = [CHAIN_START]
  for await (const record of readAll(log, CONTROL_EVENTS, 0)) {
    const decoded = await decoder.decode(record.value)
    if (!decoded.ok || !isControlType(decoded.value.subject)) continue
    const { subject, value, fingerprint, body } = decoded.value
    entries.push({ type: subject, value } as ControlEntry)
    chains.push(nextLogChain(CONTROL_TAG, chains.at(-1) ?? CHAIN_START, entries.length, fingerprint, body))
  }
  const states = new Map<number, ControlState>()
  return {
    chainAt: (n) => chains[n]?.toString('hex'),
    stateAt: (n) => {
      const state = states.get(n) ?? controlState(entries.slice(0, n))
      states.set(n, state)
      return state
    },
  }
}
