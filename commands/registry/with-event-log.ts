import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../../infra/clock/clock.ts'
import type { Configuration } from '../../infra/configuration/configuration.ts'
import type { EventLog } from '../../infra/event-log/port.ts'
import { createLog } from '../../infra/telemetry/logger.ts'
import { openEventLog } from '../adapters.ts'

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
