import type { Random } from './random.ts'

/** The event ids and proceedings of a case so far, and chance. */
export interface CaseSoFar {
  readonly random: Random
  /** Id of the newest event of a type in the case; undefined where there is none. */
  readonly last: (type: string) => string | undefined
  /** The case's first event. */
  readonly first: string
  /** Tells the case from all others; part of the ids of its proceedings. */
  readonly number: number
}

/** One event of a course. */
export interface Step {
  readonly type: string
  /** Days after the step before. */
  readonly after: number
  /** How likely it is; always where absent. */
  readonly chance?: number
  /** Types of agency that say it; default: the police where they may, else any that may. */
  readonly by?: readonly string[]
  /** Who is named as harmed: default the adult. */
  readonly harmed?: 'adult' | 'child' | 'both' | 'nobody'
  /** What stands in details in place of the example's. */
  readonly details?: (soFar: CaseSoFar) => Readonly<Record<string, unknown>>
  /** Members of data in place of the example's. */
  readonly data?: (soFar: CaseSoFar) => Readonly<Record<string, unknown>>
}

/** What happens to a case, step by step. */
export interface Course {
  readonly name: string
  readonly steps: readonly Step[]
}

/** A step again, so many times. */
export const times = (count: number, step: Step): readonly Step[] => Array.from({ length: count }, () => step)
