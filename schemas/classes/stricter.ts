import { classCodes, purposes, type ClassCode } from '../generated/codes.ts'
import { matrix, type Cell } from './matrix.ts'

/** What is left of a field with an approval and without one: 0 as said, 1 reduced, 2 nothing. */
const LEFT_OUT: Readonly<Record<Cell, readonly [approved: number, unapproved: number]>> = {
  A: [0, 0],
  P: [0, 1],
  R: [1, 1],
  'P!': [0, 2],
  W: [2, 2],
}

const cellIsStricterOrEqual = (cell: Cell, than: Cell): boolean =>
  LEFT_OUT[cell][0] >= LEFT_OUT[than][0] && LEFT_OUT[cell][1] >= LEFT_OUT[than][1]

const isClass = (code: string): code is ClassCode => (classCodes as readonly string[]).includes(code)

/**
 * True when class `a` shows nothing, for any purpose, approved or not, that class `b` does not show.
 * Most pairs of classes are stricter each for some purpose: then it is false both ways. False for a code that is no class.
 */
export function isStricterOrEqual(a: string, b: string): boolean {
  if (!isClass(a) || !isClass(b)) return false
  return purposes.every((purpose) => cellIsStricterOrEqual(matrix[a][purpose], matrix[b][purpose]))
}
