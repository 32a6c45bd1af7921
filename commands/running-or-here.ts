import { systemClock } from '../infra/clock/clock.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { noCrash } from '../infra/faults/crash-point.ts'
import { createLog } from '../infra/telemetry/logger.ts'
import { holdDataFolder } from './data-folder.ts'
import { recordNoted } from './noted-acts.ts'
import { askedOnRecord } from './on-record.ts'
import { openParts, type Parts } from './parts.ts'
import { lacksRecords, refuseLostRecord } from './record-check.ts'
import { NotServingError, sendCommand } from './socket.ts'

/** Has the process that runs on the data folder do the work; where none runs, opens the parts and does it here. */
export async function runningOrHere<T>(
  configuration: Configuration,
  command: string,
  args: Readonly<Record<string, unknown>>,
  here: (parts: Parts) => Promise<T>,
): Promise<T> {
  const { data } = configuration
  try {
    return (await sendCommand(data, { command, arguments: args })) as T
  } catch (error) {
    if (!(error instanceof NotServingError)) throw error
  }
  const held = holdDataFolder(data, configuration)
  try {
    return await hereWith(configuration, async (parts) => {
      if (LOOKS_ON_DAMAGE.has(command) && (await lacksRecords(parts))) return here(parts)
      await refuseLostRecord(parts)
      await recordNoted(parts)
      return askedOnRecord(parts, command, args, () => here(parts))
    })
  } finally {
    held.release()
  }
}

/** What compares the logs with what they were, and says it. INVARIANT: a log that lost records is not written to, or a new record would take the place of a lost one. */
const LOOKS_ON_DAMAGE: ReadonlySet<string> = new Set(['verify', 'replay'])

async function hereWith<T>(configuration: Configuration, here: (parts: Parts) => Promise<T>): Promise<T> {
  const { data, masterKeyFile, erasuresFile, logLevel } = configuration
  const parts = await openParts({
    data,
    places: configuration,
    masterKeyFile,
    erasuresFile,
    clock: systemClock,
    logger: createLog(logLevel),
    crashPoint: noCrash,
    patient: true,
  })
  try {
    return await here(parts)
  } finally {
    await parts.close()
  }
}
