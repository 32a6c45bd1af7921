/** One thing that is wrong with an input, or that it is warned of. Never holds a submitted value (R.9). */
export interface FieldError {
  /** RFC 6901 JSON Pointer into the CloudEvent, for example `/data/details/tactics/0`. Empty for the whole. */
  readonly pointer: string
  /** Publish rule (G01 …) or warning (W01 …) where one exists, else an InputErrorCode. */
  readonly code: string
  /** The language rule (L01 …) behind a G21 or a W01. */
  readonly rule?: string
  /** What is wrong and what would be right, in words. */
  readonly detail: string
}

/** Codes of what no publish rule names. */
export type InputErrorCode =
  | 'not-json'
  | 'duplicate-key'
  | 'too-deep'
  | 'reserved-key'
  | 'lone-surrogate'
  | 'control-character'
  | 'too-large'
  | 'wrong-type'
  | 'wrong-format'
  | 'wrong-source'
  | 'doubled-header'
  | 'not-confluent'
  | 'unknown-schema'
  | 'unsafe-schema'
  | 'incompatible-schema'
  | 'truncated'
  | 'trailing-bytes'
  | 'too-many-items'

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: readonly FieldError[] }
