import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../../infra/telemetry/logger.ts'

/** Does something again and again in the background until the signal; a failure is logged once until it works again. Keeps no process alive. */
export function repeat(
  work: () => Promise<void>,
  {
    everyMs,
    signal,
    logger,
    step,
  }: { readonly everyMs: number; readonly signal: AbortSignal; readonly logger: Log; readonly step: string },
): void {
  const run = async (): Promise<void> => {
    for (let failed = false; !signal.aborted; await sleep(everyMs, undefined, { ref: false, signal }).catch(() => undefined)) {
      try {
        await work()
        failed = false
      } catch (error) {
        if (!failed && !signal.aborted)
          logger.error({ step, error }, 'What metrics show of this is old: it cannot be looked at now. This is tried again.')
        failed = true
      }
    }
  }
  void run()
}
