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
  /** What it says up to entry `n`. */
  stateAt(n: number): ControlAt
}

/** Reads control.events from its start. What is no entry of it is left out: the chain then tells. */
export async function readControlLog(log: EventLog, decoder: Decoder): Promise<ControlLog> {
  const entries: ControlLogEntry[] = []
  for await (const record of readAll(log, CONTROL_EVENTS, 0)) {
    const decoded = await decoder.decode(record.value)
    const entry = decoded.ok ? controlLogEntry(decoded.value) : undefined
    if (entry !== undefined) entries.push(entry)
  }
  const chains = [CONTROL_START, ...foldControlLog(entries)].map(({ chain }) => chain.toString('hex'))
  return { chainAt: (n) => chains[n], stateAt: controlHistory(entries).at }
}
