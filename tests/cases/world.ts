import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Places } from '../../commands/adapters.ts'
import { registerAgencies } from '../../commands/agencies.ts'
import { agencyOf, type Chronology, type ChronologyFolder, type CloudEventJson, type ReaderJson } from '../../commands/demo/folder.ts'
import { createSender } from '../../commands/demo/gateway-client.ts'
import { linkReaders } from '../../commands/links.ts'
import { openParts, type Parts } from '../../commands/parts.ts'
import { assignedCase } from '../../commands/assigned-case.ts'
import { startService, type Service } from '../../commands/service.ts'
import { endOfDayLondon } from '../../core/time/london.ts'
import { noCrash } from '../../infra/faults/crash-point.ts'
import { createLog } from '../../infra/telemetry/logger.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import { inForce } from '../fixtures/in-force.ts'
import { EMPTY_DATABASE } from '../fixtures/read-store.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import type { Expected } from './expected.ts'

/** One chronology, fed through the front door up to a date, with its readers linked; the clock stands at the end of that date. */
export interface World {
  readonly service: Service
  readonly caseLog: CaseLogId
  readonly events: readonly CloudEventJson[]
  readonly token: (id: string) => Promise<string>
  close(): Promise<void>
}

const MINUTE = 60_000

function movableClock() {
  let at = 0
  return {
    now: () => at,
    moveTo: (time: number) => {
      at = Math.max(at, time)
    },
  }
}

/** The bundled sign-in's people: the folder's, and those made up for views that have none. */
function writePeople(path: string, folder: ChronologyFolder, readers: readonly ReaderJson[]): string {
  mkdirSync(path)
  writeFileSync(join(path, 'readers.json'), JSON.stringify(readers))
  writeFileSync(join(path, 'agencies.json'), JSON.stringify(folder.agencies))
  return path
}

const NO_LIMIT = { perSecond: 1e9, burst: 1e9 }
const NO_LIMITS = { eventsPerSecond: 1e9, eventsBurst: 1e9, subjectEventsPerHour: 1e9, lookupsPerDay: 10 }

/** `places`: default embedded. */
export async function openWorld(
  folder: ChronologyFolder,
  chronology: Chronology,
  expected: Expected,
  readers: readonly ReaderJson[],
  places?: Places,
): Promise<World> {
  const { path, remove } = temporaryFolder()
  const clock = movableClock()
  const end = endOfDayLondon(expected.as_of)
  const events = chronology.events.filter((event) => Date.parse(event.time) <= end)
  clock.moveTo(Math.min(...events.map((event) => Date.parse(event.time)), end) - MINUTE)
  const parts: Parts = await openParts({
    limits: NO_LIMITS,
    laterEntryMs: 0,
    data: join(path, 'data'),
    ...(places ? { places } : {}),
    clock,
    logger: createLog('silent'),
    crashPoint: noCrash,
    emptyDatabase: EMPTY_DATABASE,
  })
  const people = writePeople(join(path, 'people'), folder, readers)
  const service = await startService(parts, {
    host: '127.0.0.1',
    port: 0,
    oidcIssuer: undefined,
    production: false,
    people,
    rateLimit: NO_LIMIT,
    publicLimit: NO_LIMIT,
  })
  const token = async (as: string): Promise<string> => service.identity.issueToken?.({ as }) ?? Promise.reject(new Error('no tokens'))
  await registerAgencies(parts, folder.agencies)
  const sender = createSender({ url: service.origin, token })
  for (const event of events.toSorted((a, b) => Date.parse(a.time) - Date.parse(b.time))) {
    clock.moveTo(Date.parse(event.time) + MINUTE)
    const { status, errors } = await sender.send(event)
    if (status !== 'accepted')
      throw new Error(`An event of ${agencyOf(event)} was ${status}: ${errors.map(({ code, pointer }) => `${code} ${pointer}`).join(', ')}`)
  }
  clock.moveTo(end)
  await inForce(parts)
  await linkReaders(parts, [chronology], readers)
  const placed = await assignedCase(parts.store, events)
  if (!placed) throw new Error('No event of the chronology is on a case.')
  return {
    service,
    caseLog: placed.caseLog,
    events: chronology.events,
    token,
    close: async () => {
      await service.stop()
      await parts.close()
      remove()
    },
  }
}
