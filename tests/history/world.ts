import { registerAgencies } from '../../commands/agencies.ts'
import { startConsumers, type Consumers } from '../../commands/consumers.ts'
import { readFolder, type AgencyEntryJson } from '../../commands/demo/folder.ts'
import { openParts, type Parts } from '../../commands/parts.ts'
import { DEMO_FOLDER } from '../../commands/service.ts'
import { startTimeline } from '../../consumers/timeline/start.ts'
import type { Clock } from '../../infra/clock/clock.ts'
import type { Consumer } from '../../infra/event-log/port.ts'
import { noCrash } from '../../infra/faults/crash-point.ts'
import { createLog } from '../../infra/telemetry/logger.ts'

/** A clock that somebody sets. It never goes back. */
export interface MovableClock extends Clock {
  /** `time`: ms since the Unix epoch. */
  moveTo(time: number): void
}

export function movableClock(at: number): MovableClock {
  let now = at
  return {
    now: () => now,
    moveTo: (time) => {
      now = Math.max(now, time)
    },
  }
}

const NO_LIMITS = { eventsPerSecond: 1e9, eventsBurst: 1e9, subjectEventsPerHour: 1e9, lookupsPerDay: 1e6 }

/** The parts of an installation on a data folder, by a clock of its own. */
export const openHistoryParts = (data: string, clock: Clock): Promise<Parts> =>
  openParts({ limits: NO_LIMITS, laterEntryMs: 0, data, clock, logger: createLog('error'), crashPoint: noCrash })

/** The demo's agencies. */
export const historyAgencies = (): readonly AgencyEntryJson[] => readFolder(DEMO_FOLDER, { only: [] }).agencies

/** What fills the logs and the store while a history is written: intake, timeline and control, with no gateway. */
export async function startWriters(parts: Parts, agencies: readonly AgencyEntryJson[]): Promise<{ stop(): Promise<void> }> {
  const running: (Consumers | Consumer)[] = [await startConsumers(parts, ['control'])]
  await registerAgencies(parts, agencies)
  running.push(await startTimeline(parts), await startConsumers(parts, ['intake']))
  return {
    stop: async () => {
      for (const one of running.toReversed()) await one.stop()
    },
  }
}
