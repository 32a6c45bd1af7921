/** Seeded chance: the same seed gives the same draws. */
export interface Chance {
  /** A whole number below `n`. */
  below(n: number): number
  /** True once in `n`. */
  oneIn(n: number): boolean
  pick<T>(items: readonly [T, ...T[]]): T
  pick<T>(items: readonly T[]): T
  /** Each item once in `n`. */
  some<T>(items: readonly T[], n: number): readonly T[]
  many<T>(count: number, make: (at: number) => T): readonly T[]
}

const RANGE = 4_294_967_296

/** Mulberry32 (Tommy Ettinger, public domain). */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}

export function createChance(seed: number): Chance {
  const next = mulberry32(seed)
  const below = (n: number): number => Math.floor((next() / RANGE) * n)
  const pick = <T>(items: readonly T[]): T => {
    const item = items[below(items.length)]
    if (item === undefined) throw new RangeError('Nothing to pick from.')
    return item
  }
  return {
    below,
    pick,
    oneIn: (n) => below(n) === 0,
    some: (items, n) => items.filter(() => below(n) === 0),
    many: (count, make) => Array.from({ length: count }, (_, at) => make(at)),
  }
}
