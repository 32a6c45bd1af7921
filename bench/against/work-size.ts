/** How much a round does. */
export interface WorkSize {
  readonly rounds: number
  /** Events of a block from inbox to read store; a build has two blocks a round. */
  readonly placed: number
  /** Timeline reads of a block. */
  readonly reads: number
  /** Seconds of a block at a steady pace; where few events come in one, some times that (see PACES). */
  readonly paced: number
  /** Different events that a block over HTTP sends. */
  readonly accepted: number
  /** How often it sends them. */
  readonly times: number
  /** Events of the read store that is rebuilt. */
  readonly rebuilt: number
}

/** `rounds`, `rebuilt`: what `--rounds` and `--rebuild` say. */
export const workSize = ({
  quick,
  rounds,
  rebuilt,
}: {
  quick: boolean
  rounds?: number | undefined
  rebuilt?: number | undefined
}): WorkSize =>
  quick
    ? { rounds: rounds ?? 3, placed: 600, reads: 80, paced: 3, accepted: 2_000, times: 2, rebuilt: rebuilt ?? 2_000 }
    : { rounds: rounds ?? 3, placed: 1_500, reads: 250, paced: 5, accepted: 3_000, times: 4, rebuilt: rebuilt ?? 10_000 }

/** Blocks of a build in a round. */
export const BLOCKS = 2
