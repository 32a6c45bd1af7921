import { setTimeout as sleep } from 'node:timers/promises'
import { TransparencyLogError } from '../../infra/transparency-log/errors.ts'
import type { Log } from '../../infra/telemetry/logger.ts'

/** How often it is tried again (ms). */
const EVERY_MS = 1_000

/** Does what writes to the log, again and again while the disk is full: reads are refused meanwhile, for they cannot be put on record either. */
export function untilRoom(logger: Log, signal: AbortSignal): (write: () => Promise<void>) => Promise<void> {
  return async (write) => {
    for (;;) {
      try {
        await write()
        return
      } catch (error) {
        if (!(error instanceof TransparencyLogError) || error.code !== 'full' || signal.aborted) throw error
        logger.error({ step: 'transparency-log', code: error.code }, error.message)
        await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined)
      }
    }
  }
}
