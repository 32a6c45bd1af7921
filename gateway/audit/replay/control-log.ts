import { CONTROL_START, controlLogEntry, foldControlLog, type ControlLogEntry } from '../../../core/control/fold-log.ts'
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

/** Reads control.events from its start. What is no entry of it is left out: the chain then tells. */
export async function readControlLog(log: EventLog, decoder: Decoder): Promise<ControlLog> {
  const entries: ControlLogEntry[] = []
  for await (const record of readAll(log, CONTROL_EVENTS, 0)) {
    const decoded = await decoder.decode(record.value)
    const entry = decoded.ok ? controlLogEntry(decoded.value) : undefined
    if (entry !== undefined) entries.push(entry)
  }
  const numbered = foldControlLog(entries)
  const states = new Map<number, ControlState>()
  return {
    chainAt: (n) => (n === 0 ? CONTROL_START : numbered[n - 1])?.chain.toString('hex'),
    stateAt: (n) => {
      const state = states.get(n) ?? controlState(entries.slice(0, n))
      states.set(n, state)
      return state
    },
  }
}
