import type { Clock } from '../../infra/clock/clock.ts'

const DAY_MS = 86_400_000
/** Twice as many people are remembered at most. */
const MOST_PEOPLE = 10_000

/**
 * Counts what a person may do a few times a day: for more than `most` in any 24 hours it is not counted, and the answer is after how many seconds there is room again. Of
 * more people than there is room for, those who asked longest ago are forgotten. Each gateway counts for itself; that it was done is on record in any case.
 */
export function createDailyLimit(clock: Clock, most: number): (key: string) => number | undefined {
  let recent = new Map<string, readonly number[]>()
  let older = new Map<string, readonly number[]>()
  return (key) => {
    const now = clock.now()
    const within = (recent.get(key) ?? older.get(key) ?? []).filter((at) => now - at < DAY_MS)
    const [first = now] = within
    if (within.length >= most) return Math.max(1, Math.ceil((first + DAY_MS - now) / 1000))
    if (recent.size >= MOST_PEOPLE) {
      older = recent
      recent = new Map()
    }
    recent.set(key, [...within, now])
    return undefined
  }
}
