import { setTimeout as sleep } from 'node:timers/promises'
import type { Places } from '../../../commands/adapters.ts'
import { registerAgencies } from '../../../commands/agencies.ts'
import { startConsumers } from '../../../commands/consumers.ts'
import { agencyOf, readFolder, type CloudEventJson } from '../../../commands/demo/folder.ts'
import { wrongWith } from '../../../commands/operations/judge-status.ts'
import { startOperations, type OperationsOptions } from '../../../commands/operations/operations.ts'
import type { Status } from '../../../commands/operations/status.ts'
import { openParts, type Parts } from '../../../commands/parts.ts'
import { DEMO_FOLDER, startService } from '../../../commands/service.ts'
import type { Clock } from '../../../infra/clock/clock.ts'
import { noCrash } from '../../../infra/faults/crash-point.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'
import { EMPTY_DATABASE } from '../../fixtures/read-store.ts'

/** Looks come soon after each other, so that a fault is seen soon; the bounds beyond which something is wrong are those of production. */
const PACE = { dependencies: 100, bound: 2_000, logs: 100, feeds: 100, slow: 300 }
/** A planted fault is seen within this. */
const WITHIN_MS = 60_000
const LOOK_MS = 50

const NO_LIMIT = { perSecond: 1e9, burst: 1e9 }
const NO_LIMITS = { eventsPerSecond: 1e9, eventsBurst: 1e9, subjectEventsPerHour: 1e9, lookupsPerDay: 10 }

/** A sample of `/metrics`: its value by name and labels. */
export interface Samples {
  /** undefined: there is none. Labels as they are shown, `agency="a"`; of several with a comma between. */
  value(name: string, labels?: string): number | undefined
}

/** Reads Prometheus' text format. */
export function parseMetrics(text: string): Samples {
  const samples = new Map(
    text.split('\n').flatMap((line): [string, number][] => {
      const [, series = '', value = ''] = /^(throughline_[a-z_]+(?:\{.*\})?) (\S+)$/.exec(line) ?? []
      return series === '' ? [] : [[series, Number(value)]]
    }),
  )
  return { value: (name, labels) => samples.get(`throughline_${name}${labels === undefined ? '' : `{${labels}}`}`) }
}

export interface Seen {
  readonly metrics: Samples
  readonly status: Status
  /** What `throughline status` calls wrong. */
  readonly wrong: readonly string[]
}

export interface PlantedOptions {
  readonly data: string
  readonly clock: Clock
  readonly places?: Places
  readonly folderFree?: OperationsOptions['folderFree']
  /** The parts that intake gets. Default: those of all. */
  readonly ofIntake?: (parts: Parts) => Parts
}

/** A whole installation in this process, with its operations port, in which faults are planted. */
export interface PlantedWorld {
  readonly parts: Parts
  readonly timeline: { stop(): Promise<void> }
  /** Sends an event as its agency; its HTTP status. */
  readonly publish: (event: CloudEventJson) => Promise<number>
  readonly get: (path: string, as: string) => Promise<number>
  readonly look: () => Promise<Seen>
  /** Waits until it is seen; prints after how long. Rejects after a minute. */
  readonly sees: (fault: string, is: (seen: Seen) => boolean) => Promise<Seen>
  close(): Promise<void>
}

export async function openPlantedWorld({
  data,
  clock,
  places,
  folderFree,
  ofIntake = (parts) => parts,
}: PlantedOptions): Promise<PlantedWorld> {
  const parts = await openParts({
    data,
    ...(places ? { places } : {}),
    clock,
    logger: createLog('silent'),
    crashPoint: noCrash,
    emptyDatabase: EMPTY_DATABASE,
    limits: NO_LIMITS,
    laterEntryMs: 0,
  })
  const service = await startService(parts, {
    host: '127.0.0.1',
    port: 0,
    oidcIssuer: undefined,
    production: false,
    people: DEMO_FOLDER,
    rateLimit: NO_LIMIT,
    publicLimit: NO_LIMIT,
    roles: ['control', 'gateway'],
  })
  const timeline = await startConsumers(parts, ['timeline'])
  const intake = await startConsumers(ofIntake(parts), ['intake'])
  await registerAgencies(parts, readFolder(DEMO_FOLDER, { only: [] }).agencies)
  const operations = await startOperations({
    telemetry: parts.telemetry,
    clock,
    roles: ['control', 'timeline', 'intake', 'gateway'],
    host: '127.0.0.1',
    port: 0,
    pace: PACE,
    ...(folderFree ? { folderFree } : {}),
  })
  operations.watch(parts)
  operations.serving({ readControl: () => service.reads.readControl, agencyKeys: service.identity.agencyKeys })

  const authorization = async (as: string): Promise<string> => `Bearer ${(await service.identity.issueToken?.({ as })) ?? ''}`
  const look = async (): Promise<Seen> => {
    const metrics = parseMetrics(await (await fetch(`${operations.origin}/metrics`)).text())
    const status = await operations.status()
    return { metrics, status, wrong: wrongWith(status) }
  }
  return {
    parts,
    timeline,
    look,
    publish: async (event) =>
      (
        await fetch(`${service.origin}/v1/events`, {
          method: 'POST',
          headers: { authorization: await authorization(agencyOf(event)), 'content-type': 'application/cloudevents+json' },
          body: JSON.stringify(event),
        })
      ).status,
    get: async (path, as) => (await fetch(`${service.origin}${path}`, { headers: { authorization: await authorization(as) } })).status,
    async sees(fault, is) {
      const began = performance.now()
      let last: Seen | undefined
      while (performance.now() - began < WITHIN_MS) {
        last = await look()
        if (is(last)) {
          process.stdout.write(`${fault}: ${((performance.now() - began) / 1_000).toFixed(1)} s\n`)
          return last
        }
        await sleep(LOOK_MS)
      }
      throw new Error(`Not seen within a minute: ${fault}. Wrong: ${JSON.stringify(last?.wrong)}`)
    },
    async close() {
      await operations.close()
      await service.stop()
      await intake.stop()
      await timeline.stop()
      await parts.close()
    },
  }
}
