/** How far a replay is. */
export interface ReplayProgress {
  /** Records that were looked at, and how many there are. */
  readonly done: number
  readonly of: number
  /** Findings so far. */
  readonly findings: number
}
