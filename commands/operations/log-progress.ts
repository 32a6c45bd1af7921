import { TRANSPARENCY_LOG_CONSUMER } from '../../consumers/transparency-log/start.ts'
import type { EventLog } from '../../infra/event-log/port.ts'
import { ACCESS_LOG } from '../../infra/event-log/topics.ts'
import type { TransparencyLogStore } from '../../infra/transparency-log/port.ts'
import type { AppendedAt, Lag } from './lags.ts'

/** How far the transparency log is. */
export interface LogProgress {
  readonly leaves: number
  /** Leaves of its newest signed checkpoint. */
  readonly signedLeaves: number
  /** How far it is behind access.log. */
  readonly lag: Lag
}

/** Looks how far the transparency log is, by its own store: whoever writes it. */
export async function readLogProgress({
  log,
  transparencyLog,
  appendedAt,
}: {
  readonly log: Pick<EventLog, 'ranges'>
  readonly transparencyLog: Pick<TransparencyLogStore, 'position' | 'signed'>
  readonly appendedAt: AppendedAt
}): Promise<LogProgress> {
  const signed = await transparencyLog.signed()
  const { size, offset } = await transparencyLog.position()
  const [range] = await log.ranges(ACCESS_LOG)
  const records = Math.max(0, (range?.end ?? 0) - offset)
  const oldestAt = records === 0 ? undefined : await appendedAt(ACCESS_LOG, 0, offset)
  return { leaves: size, signedLeaves: signed?.size ?? 0, lag: { consumer: TRANSPARENCY_LOG_CONSUMER, records, oldestAt } }
}
