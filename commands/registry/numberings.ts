import { join } from 'node:path'
import { existsSync } from 'node:fs'
import type { Numbering } from '../../core/control/numberings.ts'
import { systemClock } from '../../infra/clock/clock.ts'
import type { Configuration } from '../../infra/configuration/configuration.ts'
import { EventLogError, type EventLog } from '../../infra/event-log/port.ts'
import type { ReadStore } from '../../infra/read-store/port.ts'
import { readNumberings } from '../../infra/registry/numbered/read-numberings.ts'
import { createLog } from '../../infra/telemetry/logger.ts'
import { openEventLog } from '../adapters.ts'
import { controlNow } from '../control-now.ts'

/** How the registry has numbered schemas, oldest first: as control.events says, or, for a process that may not read that topic, as the read store has it. */
export async function numberingsOf(log: EventLog, store: ReadStore): Promise<readonly Numbering[]> {
  try {
    return await readNumberings(log)
  } catch (error) {
    if (!(error instanceof EventLogError) || error.code !== 'not-allowed') throw error
    return (await controlNow(store)).numberings
  }
}

/** Does something with the event log of a configuration, as an operator. Resolves with undefined where there is none yet. */
export async function withEventLog<T>(configuration: Configuration, work: (log: EventLog) => Promise<T>): Promise<T | undefined> {
  const { data, kafka, logLevel } = configuration
  if (kafka === undefined && !existsSync(join(data, 'log'))) return undefined
  const log = await openEventLog(configuration, { data, clock: systemClock, logger: createLog(logLevel) })
  try {
    return await work(log)
  } finally {
    await log.close()
  }
}
