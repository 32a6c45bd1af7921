/** Events that a number was made of. `count` is their number. */
export interface Counted {
  readonly count: number
  readonly events: readonly string[]
}
