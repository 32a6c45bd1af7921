import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { openJournal } from '../gateway/audit/replay/journal.ts'
import type { ReplayProgress } from '../gateway/audit/replay/progress.ts'
import { replay } from '../gateway/audit/replay/replay.ts'
import type { ReplayRange, ReplayReport } from '../gateway/audit/replays.ts'
import { loadRecords } from '../schemas/index.ts'
import type { Parts } from './parts.ts'
import { policyOf } from './policy.ts'

/** A replay as it is asked for here. */
export interface ReplayAsked {
  /** Under which it is gone on with after a stop. */
  readonly id: string
  readonly range: ReplayRange
  /** It was begun before, and must be there. */
  readonly resume: boolean
  /** Threads; default: by whether anything else is served. */
  readonly workers?: number
}

const MOST_WORKERS = 4

/** Threads that a replay has by default where nothing else is served. */
export const defaultWorkers = (): number => Math.min(availableParallelism(), MOST_WORKERS)

/** Runs a replay over the parts of this installation; what is done of it is in the data folder until it is over. Rejects when there is none to go on with. */
export async function replayHere(
  parts: Parts,
  { id, range, resume, workers = 1 }: ReplayAsked,
  onProgress?: (progress: ReplayProgress) => void,
): Promise<ReplayReport> {
  const journal = await openJournal(join(parts.data, 'replays'), id, parts.vault)
  if (resume && journal?.plan === undefined)
    throw new Error('There is no replay of this id to go on with: it is over, or was begun on another data folder. Begin it anew.')
  return replay({ ...parts, records: loadRecords(), policyOf }, range, { workers, journal, onProgress })
}

/** A replay of a range that is begun now, in this thread. */
export const replayOnce = (parts: Parts, range: ReplayRange): Promise<ReplayReport> =>
  replayHere(parts, { id: randomUUID(), range, resume: false })
