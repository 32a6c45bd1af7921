import type { CaseLogId, PersonId } from '../../schemas/ids.ts'
import type { ReplayCounts, ReplayFinding } from './replay/outcome.ts'
import type { ReplayProgress } from './replay/progress.ts'

/** Which access records to run again: all, or those to which everything that is given applies. */
export interface ReplayRange {
  /** Date-times of the read, with offset, both inclusive. */
  readonly from?: string
  readonly to?: string
  /** Access record ids. */
  readonly ids?: readonly string[]
  /** A case log: reads of the case that it is of now. */
  readonly case?: CaseLogId
  /** Reads that gave out something about this person, by any of their ids. */
  readonly person?: PersonId
  /** Who read: `<agency>:<staff id>`. */
  readonly reader?: string
  /** What was done, as the record says in the clear: `timeline`, `case-list` … */
  readonly action?: string
}

/** What a replay found: how many records match, and what differs in the others. */
export interface ReplayReport {
  readonly counts: ReplayCounts
  readonly findings: readonly ReplayFinding[]
}

export interface ReplayRun {
  readonly id: string
  readonly range: ReplayRange
  /** Settles when the replay is over; rejects when it could not be done. */
  readonly done: Promise<ReplayReport>
  /** How far it is; undefined until it is known how many records there are. */
  readonly progress: () => ReplayProgress | undefined
}

/** Runs a replay. `id`: under which it is gone on with after a stop. */
export type RunReplay = (id: string, range: ReplayRange, onProgress: (progress: ReplayProgress) => void) => Promise<ReplayReport>

export interface Replays {
  /** `id`: of the access record of who asked for it. */
  start(id: string, range: ReplayRange): ReplayRun
  /** A run that this process has kept. */
  get(id: string): ReplayRun | undefined
}

const MOST_RUNS = 100

/** Keeps the runs of replays; the oldest are forgotten. */
export function createReplays(replay: RunReplay): Replays {
  const runs = new Map<string, ReplayRun>()
  return {
    start: (id, range) => {
      let progress: ReplayProgress | undefined
      const done = replay(id, range, (now) => {
        progress = now
      })
      done.catch(() => undefined)
      const run = { id, range, done, progress: () => progress }
      runs.set(run.id, run)
      for (const id of runs.keys()) if (runs.size > MOST_RUNS) runs.delete(id)
      return run
    },
    get: (id) => runs.get(id),
  }
}
