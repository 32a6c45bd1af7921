/** What the two builds came to in one round, in the same unit. */
export interface PairedRound {
  readonly current: number
  readonly base: number
}

/** Whether more of a figure is better (a rate) or less (a time, memory). */
export type Better = 'more' | 'less'

/** How the two builds compare; above 1 the current one is better. */
export interface RatioInterval {
  /** Ratio of the medians over the rounds. */
  readonly ratio: number
  readonly low: number
  readonly high: number
  /** How sure the interval is, exactly: 0 to 1. Below what was wanted where there are too few rounds. */
  readonly confidence: number
}

/** The middle value, or the mean of the two in the middle. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** How likely the median lies from the `k`-th smallest of `n` values to the `k`-th largest, whatever their distribution is. */
function coverage(n: number, k: number): number {
  let below = 0
  let ways = 1
  for (let i = 0; i < k; i++) {
    below += ways
    ways = (ways * (n - i)) / (i + 1)
  }
  return 1 - (2 * below) / 2 ** n
}

/**
 * The exact confidence interval of a median from order statistics (the sign test turned round), as benchstat takes it: the narrowest from the k-th
 * smallest to the k-th largest value that has at least the wanted confidence, else from the smallest to the largest. Nothing is assumed of the
 * distribution. Six rounds are the fewest for 95 %; a bootstrap of so few would say less than is true.
 */
export function rankInterval(values: readonly number[], wanted = 0.95): Omit<RatioInterval, 'ratio'> {
  const sorted = values.toSorted((one, other) => one - other)
  const n = sorted.length
  let k = 1
  while (k < n - k && coverage(n, k + 1) >= wanted) k++
  return { low: sorted[k - 1] ?? Number.NaN, high: sorted[n - k] ?? Number.NaN, confidence: n === 0 ? 0 : coverage(n, k) }
}

/**
 * The ratio of the medians, and the rank interval of the rounds' own ratios: the builds of a round ran side by side, so what the machine did in that
 * round is in both.
 */
export function compare(rounds: readonly PairedRound[], better: Better, wanted?: number): RatioInterval {
  const quotient = ({ current, base }: PairedRound): number => (better === 'more' ? current / base : base / current)
  const medians = { current: median(rounds.map(({ current }) => current)), base: median(rounds.map(({ base }) => base)) }
  return { ratio: quotient(medians), ...rankInterval(rounds.map(quotient), wanted) }
}
