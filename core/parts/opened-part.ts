import type { PartKey } from './classes.ts'
import type { PartValues } from './split.ts'

/** A part that was disclosed and opened. */
export interface OpenedPart extends PartKey {
  readonly form: 'plain' | 'reduced'
  readonly values: PartValues
  /** True where its key is missing: nobody erased it, and it cannot be read. `values` is empty. */
  readonly unreadable?: true
}
