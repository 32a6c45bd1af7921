import { CONTROL_CONSUMER, startControl } from '../consumers/control/start.ts'
import { catchUpLinks } from '../consumers/intake/catch-up.ts'
import { rebuildTimeline } from '../consumers/timeline/rebuild.ts'
import { systemClock } from '../infra/clock/clock.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { CONTROL_EVENTS } from '../infra/event-log/topics.ts'
import { noCrash } from '../infra/faults/crash-point.ts'
import { createLog } from '../infra/telemetry/logger.ts'
import { caughtUp } from './catch-up.ts'
import type { Output } from './output.ts'
import { openParts, type Parts } from './parts.ts'
import { refuseLostRebuild } from './record-check.ts'

const PROGRESS_EVERY = 10_000

/** The tables that timelines stand on: agencies and policy, and who is who. They lag behind when the store was emptied. */
async function catchUpOthers(parts: Parts): Promise<void> {
  const control = await startControl(parts)
  try {
    await caughtUp(parts.log, parts.store, CONTROL_CONSUMER, CONTROL_EVENTS)
  } finally {
    await control.stop()
  }
  await catchUpLinks(parts)
}

/** Rebuilds the read store from the logs while nothing serves; resolves with the exit code. Throws RecordError where the logs lack what they had, and nobody has accepted that. */
export async function rebuild(configuration: Configuration, { acceptLoss }: { readonly acceptLoss: boolean }, output: Output): Promise<number> {
  const { data, masterKeyFile, erasuresFile, logLevel } = configuration
  const parts = await openParts({
    data, places: configuration, masterKeyFile, erasuresFile, clock: systemClock, logger: createLog(logLevel), crashPoint: noCrash, renew: true, patient: true,
    beforeStore: refuseLostRebuild(acceptLoss),
  })
  try {
    await catchUpOthers(parts)
    const { records } = await rebuildTimeline({ ...parts, onProgress: (read) => { if (read % PROGRESS_EVERY === 0) output.progress(`${String(read)} records`) } })
    output.result(`Rebuilt the timelines from ${String(records)} records.`, { records })
    return 0
  } finally {
    await parts.close()
  }
}
