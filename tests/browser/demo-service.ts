import { loadDemo } from '../../commands/demo/demo.ts'
import { openParts } from '../../commands/parts.ts'
import { DEMO_FOLDER, startService, type Service } from '../../commands/service.ts'
import type { Clock } from '../../infra/clock/clock.ts'
import { noCrash } from '../../infra/faults/crash-point.ts'
import { createLog } from '../../infra/telemetry/logger.ts'
import { EMPTY_DATABASE } from '../fixtures/read-store.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

/** The demo as `npm start` has it, on a free port and a data folder of its own. */
export interface DemoService extends Service {
  /** What the start printed. */
  readonly printed: readonly string[]
  close(): Promise<void>
}

/** Starts it. `data`: a folder that stays, for a second start. */
export async function startDemo({ clock, data }: { readonly clock: Clock; readonly data?: string }): Promise<DemoService> {
  const { path, remove } = data === undefined ? temporaryFolder() : { path: data, remove: () => undefined }
  const parts = await openParts({ data: path, clock, logger: createLog('silent'), crashPoint: noCrash, emptyDatabase: EMPTY_DATABASE })
  const service = await startService(parts, { host: '127.0.0.1', port: 0, oidcIssuer: undefined, production: false, people: DEMO_FOLDER })
  const printed: string[] = []
  await loadDemo(service, (line) => {
    printed.push(line)
  })
  return {
    ...service,
    printed,
    close: async () => {
      await service.stop()
      await parts.close()
      remove()
    },
  }
}
