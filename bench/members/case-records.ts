import { registerAgencies } from '../../commands/agencies.ts'
import type { Places } from '../../commands/adapters.ts'
import { startConsumers } from '../../commands/consumers.ts'
import { readFolder } from '../../commands/demo/folder.ts'
import { openParts, type Parts } from '../../commands/parts.ts'
import { DEMO_FOLDER } from '../../commands/service.ts'
import { INTAKE_GROUP } from '../../consumers/intake/start.ts'
import { systemClock } from '../../infra/clock/clock.ts'
import type { Appended, EventLog, NewRecord } from '../../infra/event-log/port.ts'
import { CASE_EVENTS } from '../../infra/event-log/topics.ts'
import { noCrash } from '../../infra/faults/crash-point.ts'
import { createLog } from '../../infra/telemetry/logger.ts'
import { createEvents } from '../made-up/events.ts'
import { inboxRecords } from '../system/inbox-records.ts'
import { createProgress, observedLog } from '../system/observed-log.ts'

const SEED = 24
/** Records that are appended to the inboxes at once. */
const APPENDED = 2_000

/** A log that keeps back what is for the timeline, in its order. */
function holdingCases(log: EventLog, held: NewRecord[]): EventLog {
  return {
    ...log,
    append: async (records) => {
      if (records.every(({ topic }) => topic !== CASE_EVENTS)) return log.append(records)
      if (records.some(({ topic }) => topic !== CASE_EVENTS)) throw new RangeError('Intake appends events of cases alone.')
      held.push(...records)
      return records.map((): Appended => ({ topic: CASE_EVENTS, partition: 0, offset: held.length, timestamp: systemClock.now() }))
    },
  }
}

/**
 * Makes records of case.events as intake writes them, of so many events, and appends none: they are there to be appended when timelines wait for them. Keys, agencies and claims are where
 * the timelines look for them.
 */
export async function makeCaseRecords(
  places: Places,
  { data, masterKeyFile, events: count }: { readonly data: string; readonly masterKeyFile: string; readonly events: number },
): Promise<{ readonly parts: Parts; readonly records: readonly NewRecord[] }> {
  const parts = await openParts({
    data,
    places,
    masterKeyFile,
    clock: systemClock,
    logger: createLog('error'),
    crashPoint: noCrash,
    limits: { eventsPerSecond: 1e9, eventsBurst: 1e9, subjectEventsPerHour: 1e9, lookupsPerDay: 10 },
  })
  // One after another: a registry that has just started takes its time.
  for (const { subject } of parts.catalogue.types.values()) await parts.registry.idOf(subject)
  const records: NewRecord[] = []
  const progress = createProgress()
  const log = observedLog(holdingCases(parts.log, records), progress.onHandled)
  const consumers = await startConsumers({ ...parts, log }, ['control', 'intake'])
  // Unhandled on purpose: a consumer that has failed ends the bench, with its cause.
  void consumers.failed.then(() => undefined)
  await registerAgencies(parts, readFolder(DEMO_FOLDER).agencies)
  const made = await inboxRecords(parts, createEvents(SEED).take(count))
  for (let at = 0; at < made.length; at += APPENDED) {
    const some = made.slice(at, at + APPENDED)
    const taken = progress.handled([INTAKE_GROUP], some.length)
    await parts.log.append(some)
    await taken
  }
  await consumers.stop()
  return { parts, records }
}
