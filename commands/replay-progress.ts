import { setTimeout as sleep } from 'node:timers/promises'
import type { ReplayProgress } from '../gateway/audit/replay/progress.ts'
import type { Output } from './output.ts'
import { sendCommand } from './socket.ts'

/** What takes less says nothing of how far it is. */
const QUIET_MS = 2_000
const EVERY_MS = 1_000

/** How far a replay is, in words, with about how long it still takes. `since`: what was done when its time began to count. */
export function progressWords({ done, of, findings }: ReplayProgress, since: number, elapsedMs: number): string {
  const rate = (done - since) / elapsedMs
  const left = rate > 0 ? `, about ${String(Math.ceil((of - done) / rate / 1000))} s left` : ''
  return `${String(done)} of ${String(of)} records, ${String(findings)} finding(s) so far${left}`
}

/** Says on a terminal how far a replay is, once a second from its third second on. */
export function createProgressLine(output: Pick<Output, 'progress'>): (progress: ReplayProgress) => void {
  const begun = performance.now()
  let since: number | undefined
  let said = begun + QUIET_MS - EVERY_MS
  return (progress) => {
    since ??= progress.done
    const now = performance.now()
    if (now - said < EVERY_MS) return
    said = now
    output.progress(progressWords(progress, since, now - begun))
  }
}

/** Asks the service that runs on a data folder how far it is with a replay, until `isOver`. */
export async function followReplay(
  data: string,
  id: string,
  isOver: () => boolean,
  say: (progress: ReplayProgress) => void,
): Promise<void> {
  while (!isOver()) {
    await sleep(EVERY_MS, undefined, { ref: false })
    const progress = await sendCommand(data, { command: 'replay-progress', arguments: { id } }).catch(() => null)
    if (progress !== null) say(progress as ReplayProgress)
  }
}
