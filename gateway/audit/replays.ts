import type { ReplayFinding, ReplayOutcome } from './replay/outcome.ts'

/** Which access records to run again: all, by time of the read, or by id. */
export interface ReplayRange {
  /** Date-times with offset, both inclusive. */
  readonly from?: string
  readonly to?: string
  readonly ids?: readonly string[]
}

/** What a replay found: how many records match, and what differs in the others. */
export interface ReplayReport {
  readonly counts: Readonly<Partial<Record<ReplayOutcome, number>>>
  readonly findings: readonly ReplayFinding[]
}

export interface ReplayRun {
  readonly id: string
  /** Settles when the replay is over; rejects when it could not be done. */
  readonly done: Promise<ReplayReport>
}

export interface Replays {
  /** `id`: of the access record of who asked for it. */
  start(id: string, range: ReplayRange): ReplayRun
  /** A run that this process has kept. */
  get(id: string): ReplayRun | undefined
}

const MOST_RUNS = 100

/** Keeps the runs of a replay function; the oldest are forgotten. */
export function createReplays(replay: (range: ReplayRange) => Promise<ReplayReport>): Replays {
  const runs = new Map<string, ReplayRun>()
  return {
    start: (id, range) => {
      const run = { id, done: replay(range) }
      run.done.catch(() => undefined)
      runs.set(run.id, run)
      for (const id of runs.keys()) if (runs.size > MOST_RUNS) runs.delete(id)
      return run
    },
    get: (id) => runs.get(id),
  }
}
