import type { ClassCode, Purpose } from '../generated/codes.ts'
import data from './matrix.json' with { type: 'json' }

/**
 * What a purpose does to a class (`domain/` D.3): A allow, R reduce, W withhold,
 * P allow when approved, else reduce, P! allow when approved, else withhold.
 */
export type Cell = 'A' | 'P' | 'R' | 'P!' | 'W'

/** Cell per class and purpose. */
export type Matrix = Readonly<Record<ClassCode, Readonly<Record<Purpose, Cell>>>>

export const matrix = data.matrix as Matrix

/** A sensitivity class. */
export interface SensitivityClass {
  readonly code: ClassCode
  /** What it is, in words. */
  readonly label: string
  /** Its coarser form, in words. */
  readonly reduced: string
}

/** Every class, the least sensitive first. */
export const classes = data.classes as readonly SensitivityClass[]
