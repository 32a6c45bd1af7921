/** Numbers from 0 up to before 1, the same for the same seed (mulberry32). */
export type Random = () => number

/** Random numbers that can be gone on with: seeded with its `state`, they are those that would have come next. */
export interface ResumableRandom {
  readonly next: Random
  readonly state: () => number
}

export function resumable(seed: number): ResumableRandom {
  let state = seed >>> 0
  return {
    state: () => state,
    next: () => {
      state = (state + 0x6d2b79f5) >>> 0
      let mixed = Math.imul(state ^ (state >>> 15), state | 1)
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
    },
  }
}

export const seeded = (seed: number): Random => resumable(seed).next

export const below = (random: Random, limit: number): number => Math.floor(random() * limit)

/** One of a list that is not empty. */
export function oneOf<T>(random: Random, list: readonly T[]): T {
  const item = list[below(random, list.length)]
  if (item === undefined) throw new RangeError('Nothing to choose from.')
  return item
}

export function uuid(random: Random): string {
  const hex = Array.from({ length: 32 }, () => below(random, 16).toString(16)).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}
