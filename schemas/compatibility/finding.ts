/** Why a schema may not follow the released ones. */
export type CompatibilityRule =
  | 'cannot-read-released'
  | 'released-cannot-read'
  | 'class-lowered'
  | 'key-class-lowered'
  | 'newly-indexed'
  | 'meaning-changed'
  | 'limit-changed'
  | 'missing'
  | 'named-twice'
  | 'not-released'
  | 'released-altered'
  | 'not-avro'

/** One thing that is wrong with a schema beside a released version of it. */
export interface CompatibilityFinding {
  readonly rule: CompatibilityRule
  /** Full record name. */
  readonly subject: string
  /** Released version that it was held against; 0 when none. */
  readonly version: number
  /** Names of fields from the root, joined by dots; empty for the schema itself. */
  readonly path: string
  readonly detail: string
}

/** A version that has been released: never altered. */
export interface ReleasedVersion {
  readonly subject: string
  /** 1, 2, 3 … per subject. */
  readonly version: number
  /** The parsed .avsc. */
  readonly schema: unknown
}
