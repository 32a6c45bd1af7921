import { rebuildTimeline } from '../consumers/timeline/rebuild.ts'
import { systemClock } from '../infra/clock/clock.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { noCrash } from '../infra/faults/crash-point.ts'
import { createLog } from '../infra/telemetry/logger.ts'
import type { Output } from './output.ts'
import { openParts } from './parts.ts'

const PROGRESS_EVERY = 10_000

/** Rebuilds the timelines of a data folder that nothing serves; resolves with the exit code. */
export async function rebuild({ data, logLevel }: Configuration, output: Output): Promise<number> {
  const parts = await openParts({ data, clock: systemClock, logger: createLog(logLevel), crashPoint: noCrash })
  try {
    const { records } = await rebuildTimeline({ ...parts, onProgress: (read) => { if (read % PROGRESS_EVERY === 0) output.progress(`${String(read)} records`) } })
    output.result(`Rebuilt the timelines from ${String(records)} records.`, { records })
    return 0
  } finally {
    await parts.close()
  }
}
