import type { ChainStep } from '../../../core/chain/find-alteration.ts'
import { CONTROL_TAG } from '../../../core/chain/hash.ts'
import { nextLogChain } from '../../../core/chain/log-chain.ts'
import { CONTROL_START, controlLogEntry, foldControlLog, type ControlLogEntry } from '../../../core/control/fold-log.ts'
import { controlHistory, type ControlAt } from '../../../core/control/history.ts'
import type { EventLog } from '../../../infra/event-log/port.ts'
import { CONTROL_EVENTS } from '../../../infra/event-log/topics.ts'
import type { Decoder } from '../../../schemas/codec/resolvers.ts'
import { readAll } from './read-all.ts'

/** control.events from the log itself. */
export interface ControlLog {
  /** Running hash after entry `n`, hex; undefined beyond the end. */
  chainAt(n: number): string | undefined
  /** How each of its entries goes into the running hash. */
  readonly steps: readonly ChainStep[]
  /** What it says up to entry `n`. */
  stateAt(n: number): ControlAt
}

/** Reads control.events from its start. What is no entry of it is left out: the chain then tells. */
export async function readControlLog(log: Pick<EventLog, 'read'>, decoder: Decoder): Promise<ControlLog> {
  const entries: ControlLogEntry[] = []
  for await (const record of readAll(log, CONTROL_EVENTS, 0)) {
    const decoded = await decoder.decode(record.value)
    const entry = decoded.ok ? controlLogEntry(decoded.value) : undefined
    if (entry !== undefined) entries.push(entry)
  }
  const chains = [CONTROL_START, ...foldControlLog(entries)].map(({ chain }) => chain.toString('hex'))
  const steps = entries.map(
    ({ fingerprint, bytes }): ChainStep =>
      (previous, sequence) =>
        nextLogChain(CONTROL_TAG, previous, sequence, fingerprint, bytes),
  )
  return { steps, chainAt: (n) => chains[n], stateAt: controlHistory(entries).at }
}
