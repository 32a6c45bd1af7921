/** What the lint refuses. */
export type LintRule =
  | 'not-avro'
  | 'too-large'
  | 'doc-too-large'
  | 'too-deep'
  | 'too-many-fields'
  | 'zero-bytes'
  | 'recursion'
  | 'enum-too-large'
  | 'fixed-too-large'
  | 'default-too-large'
  | 'wrong-default'
  | 'logical-type'
  | 'union'
  | 'unknown-type'
  | 'reserved-name'
  | 'invalid-name'
  | 'duplicate-name'
  | 'foreign-alias'
  | 'no-class'
  | 'no-kind'
  | 'kind-and-type'
  | 'no-default'
  | 'meta-text'
  | 'indexed'
  | 'thin-doc'

/** One thing that is wrong with a schema. */
export interface LintFinding {
  readonly rule: LintRule
  /** Names of fields from the root, joined by dots; empty for the schema itself. */
  readonly path: string
  /** What is wrong and what would be right. */
  readonly detail: string
}

/** Limits of a schema. */
export const LIMITS = {
  /** Bytes of its JSON without spaces. */
  schemaBytes: 64 * 1024,
  /** Bytes of one doc. */
  docBytes: 2 * 1024,
  /** Levels of records, arrays and maps, references followed. */
  nesting: 12,
  /** Fields in all, each use of a named type counted. */
  fields: 200,
  enumSymbols: 500,
  /** Bytes of a name or a namespace. */
  nameBytes: 200,
  /** Bytes of a default that is text. */
  defaultBytes: 2 * 1024,
  fixedBytes: 64 * 1024,
  /** Levels of JSON: a schema within `nesting` needs no more. */
  jsonDepth: 100,
} as const
