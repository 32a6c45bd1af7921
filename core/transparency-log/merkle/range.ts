import { EMPTY_ROOT, nodeHash } from './hash.ts'

/** Leaves `start` up to but not `end`, counted from 0. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** A complete subtree: leaves `index × 2^level` up to `(index + 1) × 2^level`. Level 0 is a leaf. */
export interface Subtree {
  readonly level: number
  readonly index: number
}

/** Looks up the hash of a complete subtree. Throws when it is not kept. */
export type HashAt = (subtree: Subtree) => Buffer

/** Largest `k` so that 2^k is at most `n`, which is 1 or more. Without bit operators, which end at 2^32. */
export function log2Floor(n: number): number {
  let level = 0
  while (2 ** (level + 1) <= n) level += 1
  return level
}

/** The complete subtrees, from left to right, that the Merkle tree of a range is made of. `start` is a multiple of the largest of them. */
export function subtreesOf({ start, end }: Range): readonly Subtree[] {
  const found: Subtree[] = []
  for (let at = start; at < end;) {
    const level = log2Floor(end - at)
    found.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return found
}

/** The Merkle tree hash of complete subtrees, from left to right. Of none: that of the empty tree. */
export const joined = (hashes: readonly Buffer[]): Buffer =>
  hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => nodeHash(left, right))

/** The Merkle tree hash of a range. */
export const rangeHash = (range: Range, hashAt: HashAt): Buffer => joined(subtreesOf(range).map(hashAt))

/** The root of the tree of the first `size` leaves. */
export const rootAt = (size: number, hashAt: HashAt): Buffer => rangeHash({ start: 0, end: size }, hashAt)
