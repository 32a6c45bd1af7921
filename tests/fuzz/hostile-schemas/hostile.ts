import type { LintRule } from '../../../schemas/lint/finding.ts'

/** A schema that must not be built, as a registry would answer it. */
export interface HostileSchema {
  readonly name: string
  /** The document; a registry's JSON text. */
  readonly text: string
  /** What the lint must say among others. Absent: the text is refused before the lint. */
  readonly rule?: LintRule
}
