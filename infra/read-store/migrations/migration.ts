/** A step of the read store's tables: plain SQL in order, never edited once released. */
export interface Migration {
  readonly name: string
  readonly statements: readonly string[]
}
