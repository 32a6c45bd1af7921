/** From so long on (s) a file is a long one: it starts servers and many processes, and waits for them. */
const LONG_S = 40

/**
 * The order in which test files are handed to workers: long ones, the longest first, and after each as many short ones as take as long on the other workers. So one
 * long file runs at a time, beside short ones that have the cores while it waits, and what runs last is short. `seconds`: about how long a file takes.
 */
export function oneLongAtATime<T>(files: readonly T[], seconds: (file: T) => number, workers: number): readonly T[] {
  const longestFirst = files.toSorted((one, other) => seconds(other) - seconds(one))
  const short = longestFirst.filter((file) => seconds(file) < LONG_S)
  const ordered: T[] = []
  let next = 0
  for (const long of longestFirst.filter((file) => seconds(file) >= LONG_S)) {
    ordered.push(long)
    for (let left = seconds(long) * (workers - 1); left > 0 && next < short.length; next++) {
      const file = short[next]
      if (file === undefined) break
      ordered.push(file)
      left -= seconds(file)
    }
  }
  return [...ordered, ...short.slice(next)]
}
