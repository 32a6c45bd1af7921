import { areEqual, EMPTY_ROOT, HASH_BYTES, nodeHash } from './hash.ts'

/** That a leaf is in a tree. */
export interface InclusionClaim {
  readonly index: number
  readonly size: number
  /** Hash of the leaf, as `leafHash` makes it. */
  readonly leaf: Uint8Array
  readonly root: Uint8Array
}

/** That the tree of `first` leaves is the beginning of that of `second`. */
export interface ConsistencyClaim {
  readonly first: number
  readonly second: number
  readonly firstRoot: Uint8Array
  readonly secondRoot: Uint8Array
}

const half = (n: number): number => Math.floor(n / 2)
const isOdd = (n: number): boolean => n % 2 === 1
const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0
const areHashes = (hashes: readonly Uint8Array[]): boolean => hashes.every(({ length }) => length === HASH_BYTES)

/** Whether the hashes prove that the leaf is in the tree (RFC 9162, 2.1.3.2). Never throws. */
export function provesInclusion({ index, size, leaf, root }: InclusionClaim, proof: readonly Uint8Array[]): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || !areHashes([leaf, root, ...proof])) return false
  let [node, last, hash] = [index, size - 1, leaf]
  for (const next of proof) {
    if (last === 0) return false
    if (isOdd(node) || node === last) {
      hash = nodeHash(next, hash)
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)]
    } else hash = nodeHash(hash, next)
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && areEqual(hash, root)
}

/** Whether the hashes prove that the first tree is the beginning of the second (RFC 9162, 2.1.4.2). Every tree begins with the empty one. Never throws. */
export function provesConsistency({ first, second, firstRoot, secondRoot }: ConsistencyClaim, proof: readonly Uint8Array[]): boolean {
  if (!isCount(first) || !isCount(second) || first > second || !areHashes([firstRoot, secondRoot, ...proof])) return false
  if (first === 0 && !areEqual(firstRoot, EMPTY_ROOT)) return false
  if (first === second) return proof.length === 0 && areEqual(firstRoot, secondRoot)
  if (first === 0) return proof.length === 0
  let [node, last] = [first - 1, second - 1]
  while (isOdd(node)) [node, last] = [half(node), half(last)]
  // A complete left part is its own first step.
  const [begin, ...steps] = node === 0 ? [firstRoot, ...proof] : proof
  if (begin === undefined || proof.length === 0) return false
  let [hashOfFirst, hashOfSecond] = [begin, begin]
  for (const next of steps) {
    if (last === 0) return false
    if (isOdd(node) || node === last) {
      hashOfFirst = nodeHash(next, hashOfFirst)
      hashOfSecond = nodeHash(next, hashOfSecond)
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)]
    } else hashOfSecond = nodeHash(hashOfSecond, next)
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && areEqual(hashOfFirst, firstRoot) && areEqual(hashOfSecond, secondRoot)
}
