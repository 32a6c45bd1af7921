import { createRandom } from '../faults/random.ts'

/** Choices that follow from a seed. */
export interface Dice {
  /** An integer from 0 up to, not including, `below`. */
  readonly int: (below: number) => number
  readonly pick: <T>(list: readonly [T, ...T[]]) => T
  /** One of a list that may be empty. */
  readonly any: <T>(list: readonly T[]) => T | undefined
  readonly bytes: (length: number) => Buffer
}

/** The dice of one case of a run: any case can be made again alone. */
export function createDice(seed: number, index: number): Dice {
  const random = createRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b))
  const int = (below: number): number => Math.floor(random() * below)
  return {
    int,
    pick: (list) => list[int(list.length)] ?? list[0],
    any: (list) => list[int(list.length)],
    bytes: (length) => Buffer.from(Array.from({ length }, () => int(256))),
  }
}
