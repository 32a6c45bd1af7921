import { log2Floor, type Range } from './range.ts'

/** Largest power of two that is smaller than `n`, which is 2 or more. */
const split = (n: number): number => 2 ** log2Floor(n - 1)

/**
 * The ranges whose hashes prove that leaf `index` is in the tree of `size` leaves (RFC 9162, 2.1.3.1), the leaf's sibling first. Throws a
 * RangeError for a leaf that the tree does not have.
 */
export function inclusionRanges(index: number, size: number): readonly Range[] {
  if (!(index >= 0 && index < size)) throw new RangeError('No such leaf in a tree of that size')
  const found: Range[] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + split(end - start)
    const isLeft = index < middle
    found.unshift(isLeft ? { start: middle, end } : { start, end: middle })
    if (isLeft) end = middle
    else start = middle
  }
  return found
}

/**
 * The ranges whose hashes prove that the tree of `first` leaves is the beginning of that of `second` (RFC 9162, 2.1.4.1). Of an empty tree, and of
 * a tree and itself: none. Throws a RangeError when `first` is greater.
 */
export function consistencyRanges(first: number, second: number): readonly Range[] {
  if (!(first >= 0 && first <= second)) throw new RangeError('A tree is no beginning of a smaller one')
  if (first === 0 || first === second) return []
  const found: Range[] = []
  let [start, end] = [0, second]
  while (first !== end) {
    const middle = start + split(end - start)
    const isLeft = first <= middle
    found.unshift(isLeft ? { start: middle, end } : { start, end: middle })
    if (isLeft) end = middle
    else start = middle
  }
  // A first tree that is itself a complete left part is known to who checks.
  return start === 0 ? found : [{ start, end }, ...found]
}
