import type { ReplayProgress } from '../gateway/audit/replay/progress.ts'
import { countFindings } from './count-findings.ts'
import type { Parts } from './parts.ts'
import { replayHere, type ReplayAsked } from './replay.ts'
import type { SocketHandlers } from './socket.ts'
import { replayAndVerify } from './verify.ts'

/** What a running service does of `audit replay`: the replay, and how far it is. */
export function replayHandlers(parts: Parts): SocketHandlers {
  const running = new Map<string, ReplayProgress>()
  return {
    replay: async (args) => {
      const asked = args as unknown as ReplayAsked
      try {
        const report = await replayAndVerify(parts, asked.range, () =>
          replayHere(parts, asked, (progress) => {
            running.set(asked.id, progress)
          }),
        )
        countFindings(parts, report.store)
        return report
      } finally {
        running.delete(asked.id)
      }
    },
    'replay-progress': async ({ id }) => running.get(String(id)) ?? null,
  }
}
