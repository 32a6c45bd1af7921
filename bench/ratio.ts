/** What repeated rounds came to: the median, and the smallest and largest. */
export interface Spread {
  readonly median: number
  readonly low: number
  readonly high: number
}

/** A system beside its ceiling: rates per second of interleaved rounds. */
export interface Comparison {
  readonly name: string
  /** What is counted, plural: `events`. */
  readonly unit: string
  /** How many of them a round has. */
  readonly n: number
  readonly rounds: number
  readonly system: Spread
  readonly ceiling: Spread
  /** System divided by ceiling, round by round. */
  readonly ratio: Spread
  /** Null: the ceiling does less than the system must, and nothing is aimed at. */
  readonly aim: number | null
}

/** A round: does `n` of something, resolves with the milliseconds that it took. */
export type Round = (round: number) => Promise<number>

export interface Race {
  readonly name: string
  readonly unit: string
  readonly n: number
  readonly rounds: number
  /** Rounds that are run before and not counted. */
  readonly warmUp: number
  readonly system: Round
  readonly ceiling: Round
  /** Default 0.5. */
  readonly aim?: number | null
}

/** What a scenario aims at. */
const AIM = 0.5

/** The value below which a share of the values lies, the nearest of them. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

export const spreadOf = (values: readonly number[]): Spread => ({
  median: quantile(values, 0.5),
  low: Math.min(...values),
  high: Math.max(...values),
})

/** Runs rounds of system and ceiling in turn, in this one process: what slows the machine down meets both. */
export async function race({ name, unit, n, rounds, warmUp, system, ceiling, aim = AIM }: Race): Promise<Comparison> {
  const rates: { readonly system: number; readonly ceiling: number }[] = []
  for (let round = 0; round < warmUp + rounds; round++) {
    const pair = { system: n / ((await system(round)) / 1000), ceiling: n / ((await ceiling(round)) / 1000) }
    if (round >= warmUp) rates.push(pair)
  }
  return {
    name,
    unit,
    n,
    rounds,
    aim,
    system: spreadOf(rates.map((pair) => pair.system)),
    ceiling: spreadOf(rates.map((pair) => pair.ceiling)),
    ratio: spreadOf(rates.map((pair) => pair.system / pair.ceiling)),
  }
}
