/** The two builds that are compared: this checkout, and the revision. */
export type Side = 'current' | 'base'

/** Something of each build. */
export type Pair<T> = Readonly<Record<Side, T>>

const BASE_FIRST: readonly Side[] = ['base', 'current', 'current', 'base']
const CURRENT_FIRST: readonly Side[] = ['current', 'base', 'base', 'current']

/** Who runs in a round, block after block: A B B A, then B A A B: each is first as often as last, so that a machine that drifts meets both alike. */
export const blocksOf = (round: number): readonly Side[] => (round % 2 === 0 ? BASE_FIRST : CURRENT_FIRST)

/** Who is first in a round in which each runs once: A B, then B A. */
export const sidesInOrder = (round: number): readonly Side[] => blocksOf(round).slice(0, 2)
