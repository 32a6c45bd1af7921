import type { LintFinding } from './finding.ts'

/** A finding in a file of the schemas folder, or in how the files fit together. */
export interface FileFinding {
  readonly rule: LintFinding['rule'] | 'wrong-name' | 'unknown-code' | 'opening-differs' | 'stale-list'
  /** Path below the schemas folder. */
  readonly file: string
  readonly path: string
  readonly detail: string
}
