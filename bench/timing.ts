/** A time that has no ceiling beside it. */
export interface Timing {
  readonly name: string
  readonly unit: string
  readonly n: number
  /** Milliseconds by what they are of, for example p50. */
  readonly ms: Readonly<Record<string, number>>
}
