import { join } from 'node:path'
import { registerAgencies } from '../../commands/agencies.ts'
import { readFolder } from '../../commands/demo/folder.ts'
import { openParts, type Parts } from '../../commands/parts.ts'
import { DEMO_FOLDER, startService, type Service } from '../../commands/service.ts'
import { INTAKE_GROUP } from '../../consumers/intake/start.ts'
import { TIMELINE_CONSUMER } from '../../consumers/timeline/start.ts'
import type { WantedPart } from '../../gateway/read/open-parts.ts'
import { systemClock } from '../../infra/clock/clock.ts'
import { ROLES, type Role } from '../../infra/configuration/settings.ts'
import { CASE_EVENTS } from '../../infra/event-log/topics.ts'
import { noCrash } from '../../infra/faults/crash-point.ts'
import { createLog } from '../../infra/telemetry/logger.ts'
import { EMPTY_DATABASE } from '../../tests/fixtures/read-store.ts'
import { temporaryFolder } from '../../tests/fixtures/temporary-folder.ts'
import type { Column } from '../columns/column.ts'
import { createProgress, observedLog, type OnHandled, type Progress } from './observed-log.ts'

/** The whole system in this process over a column's engines, with the demo's agencies and readers. */
export interface System {
  readonly parts: Parts
  /** The one that runs now. */
  readonly service: Service
  readonly progress: Progress
  /**
   * Resolves, with the moment (performance.now), when intake has taken `count` records more and the timeline has everything that intake placed: some
   * events wait, linked to no case.
   */
  readonly taken: (count: number) => Promise<number>
  readonly token: (as: string) => Promise<string>
  /** Whoever is told of what consumers have done, besides `progress`. */
  onHandled: OnHandled
  /** Whoever is told of parts that reads open. */
  onOpenPart: (part: WantedPart) => void
  /** Ends the consumers; from now on there is only the gateway. */
  gatewayAlone(): Promise<void>
  close(): Promise<void>
}

const NO_LIMIT = { perSecond: 1e9, burst: 1e9 }
const NO_LIMITS = { eventsPerSecond: 1e9, eventsBurst: 1e9, subjectEventsPerHour: 1e9, lookupsPerDay: 10 }
const nobody = (): void => undefined

export async function openSystem({ places }: Pick<Column, 'places'>): Promise<System> {
  const { path, remove } = temporaryFolder()
  const progress = createProgress()
  const watch: Pick<System, 'onHandled' | 'onOpenPart'> = { onHandled: nobody, onOpenPart: nobody }
  const opened = await openParts({
    limits: NO_LIMITS,
    data: join(path, 'data'),
    ...(places ? { places } : {}),
    clock: systemClock,
    logger: createLog('error'),
    crashPoint: noCrash,
    emptyDatabase: EMPTY_DATABASE,
  })
  const log = observedLog(opened.log, (group, batches) => {
    progress.onHandled(group, batches)
    watch.onHandled(group, batches)
  })
  const parts = { ...opened, log }
  const start = async (roles: readonly Role[]): Promise<Service> => {
    const started = await startService(parts, {
      host: '127.0.0.1',
      port: 0,
      oidcIssuer: undefined,
      production: false,
      people: DEMO_FOLDER,
      rateLimit: NO_LIMIT,
      publicLimit: NO_LIMIT,
      roles,
      onOpenPart: (part) => {
        watch.onOpenPart(part)
      },
    })
    // Unhandled on purpose: a consumer that has failed ends the bench, with its cause.
    void started.failed.then(nobody)
    return started
  }
  let service = await start(ROLES)
  await registerAgencies(parts, readFolder(DEMO_FOLDER).agencies)
  const rest = {
    parts,
    progress,
    taken: async (count: number) => {
      await progress.handled([INTAKE_GROUP], count)
      return progress.reached(
        TIMELINE_CONSUMER,
        (await opened.log.ranges(CASE_EVENTS)).reduce((total, { end }) => total + end, 0),
      )
    },
    get service() {
      return service
    },
    token: (as: string) => service.identity.issueToken?.({ as }) ?? Promise.reject(new Error('The bundled sign-in is needed.')),
    gatewayAlone: async () => {
      await service.stop()
      service = await start(['gateway'])
    },
    close: async () => {
      await service.stop()
      await opened.close()
      remove()
    },
  }
  return Object.defineProperties(watch, Object.getOwnPropertyDescriptors(rest)) as typeof watch & typeof rest
}
