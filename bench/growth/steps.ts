/** Sizes at which cost is measured, events. */
const SIZES = [10_000, 30_000, 100_000, 300_000, 1_000_000] as const

/** Events of the largest step that is measured unless another is asked for, by column. */
export const LARGEST = { embedded: 200_000, distributed: 1_000_000 } as const
/** The same of a quick run. */
export const LARGEST_QUICK = 30_000

/** The sizes up to the largest, which is the last of them whatever it is. */
export const stepsTo = (largest: number): readonly number[] => [...SIZES.filter((size) => size < largest), largest]

/** Sizes of the cases that are read, events. */
export const CASE_SIZES = [10, 40, 200, 1_000, 2_000] as const
/** The case whose reads are compared from the smallest step to the largest, and the most that their p50 may grow. */
export const COMPARED_CASE = 40
export const MOST_GROWTH = 1.3

/** A step may still be measured while the load is at most so many times its size. */
const SLACK = 1.5

/** The steps that a run has to load and measure: those that a load has not; where it has all, the last of them is measured again. */
export function stepsLeft(
  largest: number,
  { events, measured }: { readonly events: number; readonly measured: readonly { readonly size: number }[] },
): readonly number[] {
  const done = new Set(measured.map(({ size }) => size))
  const left = stepsTo(largest).filter((size) => !done.has(size) && events <= size * SLACK)
  return left.length > 0 ? left : [measured.at(-1)?.size ?? events]
}
