import { join } from 'node:path'
import { registerAgencies } from '../../commands/agencies.ts'
import { readFolder } from '../../commands/demo/folder.ts'
import { openParts, type Parts } from '../../commands/parts.ts'
import { DEMO_FOLDER, startService, type Service } from '../../commands/service.ts'
import type { WantedPart } from '../../gateway/read/open-parts.ts'
import { systemClock } from '../../infra/clock/clock.ts'
import { noCrash } from '../../infra/faults/crash-point.ts'
import { createLog } from '../../infra/telemetry/logger.ts'
import { EMPTY_DATABASE } from '../../tests/fixtures/read-store.ts'
import { temporaryFolder } from '../../tests/fixtures/temporary-folder.ts'
import { createProgress, observedLog, type OnHandled, type Progress } from './observed-log.ts'

/** The whole embedded column in this process, on a folder of its own, with the demo's agencies and readers. */
export interface System {
  readonly parts: Parts
  readonly service: Service
  readonly progress: Progress
  readonly token: (as: string) => Promise<string>
  /** Whoever is told of what consumers have done, besides `progress`. */
  onHandled: OnHandled
  /** Whoever is told of parts that reads open. */
  onOpenPart: (part: WantedPart) => void
  close(): Promise<void>
}

const NO_LIMIT = { perSecond: 1e9, burst: 1e9 }
const nobody = (): void => undefined

export async function openSystem(): Promise<System> {
  const { path, remove } = temporaryFolder()
  const progress = createProgress()
  const watch: Pick<System, 'onHandled' | 'onOpenPart'> = { onHandled: nobody, onOpenPart: nobody }
  const opened = await openParts({ data: join(path, 'data'), clock: systemClock, logger: createLog('error'), crashPoint: noCrash, emptyDatabase: EMPTY_DATABASE })
  const log = observedLog(opened.log, (group, batches) => {
    progress.onHandled(group, batches)
    watch.onHandled(group, batches)
  })
  const parts = { ...opened, log }
  const service = await startService(parts, {
    host: '127.0.0.1', port: 0, oidcIssuer: undefined, production: false, people: DEMO_FOLDER, rateLimit: NO_LIMIT, onOpenPart: (part) => { watch.onOpenPart(part) },
  })
  await registerAgencies(parts, readFolder(DEMO_FOLDER).agencies)
  return Object.assign(watch, {
    parts, service, progress,
    token: (as: string) => service.identity.issueToken?.({ as }) ?? Promise.reject(new Error('The bundled sign-in is needed.')),
    close: async () => {
      await service.stop()
      await opened.close()
      remove()
    },
  })
}
