/**
 * How much a run does: for each column; `--quick` is a third of it. Few rounds that last seconds say more than many short ones, of which starting up is
 * a part.
 */
export interface Size {
  readonly rounds: number
  readonly warmUp: number
  /** Events of a round over HTTP. */
  readonly accepted: number
  /** Events of a round from inbox to read store. */
  readonly placed: number
  /** Timeline reads of a round. */
  readonly reads: number
  /** Entries of a round of the transparency log. */
  readonly logEntries: number
  /** Seconds at each pace. */
  readonly paced: number
}

export const FULL: Size = { rounds: 7, warmUp: 2, accepted: 20_000, placed: 3_000, reads: 300, logEntries: 50_000, paced: 15 }
export const QUICK: Size = { rounds: 5, warmUp: 1, accepted: 8_000, placed: 1_000, reads: 120, logEntries: 15_000, paced: 5 }
