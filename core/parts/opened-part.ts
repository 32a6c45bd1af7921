import type { PartKey } from './classes.ts'
import type { PartValues } from './split.ts'

/** A part that was released and opened. */
export interface OpenedPart extends PartKey {
  readonly form: 'plain' | 'reduced'
  readonly values: PartValues
}
