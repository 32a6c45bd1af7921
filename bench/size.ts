/** How much a run does: for each column; `--quick` is a quarter of it. */
export interface Size {
  readonly rounds: number
  readonly warmUp: number
  /** Events of a round over HTTP. */
  readonly accepted: number
  /** Events of a round from inbox to read store. */
  readonly placed: number
  /** Timeline reads of a round. */
  readonly reads: number
  /** Seconds at each pace. */
  readonly paced: number
}

export const FULL: Size = { rounds: 12, warmUp: 4, accepted: 2_000, placed: 1_000, reads: 200, paced: 15 }
export const QUICK: Size = { rounds: 5, warmUp: 2, accepted: 1_000, placed: 500, reads: 60, paced: 3 }
