import type { Clock } from '../clock/clock.ts'

const HOUR_MS = 3_600_000
const HOURS = 24

/** How often something was counted under an agency and a code within the last 24 hours, in whole hours. */
export interface LastDay {
  /** `at`: when it was (ms since the Unix epoch); older than a day: not counted. */
  add(agency: string, code: string, at: number): void
  /** The most frequent first. */
  of(agency: string): readonly { readonly code: string; readonly count: number }[]
}

/** Counts in memory; what is older than a day is forgotten. */
export function createLastDay(clock: Clock): LastDay {
  const byAgency = new Map<string, Map<number, Map<string, number>>>()
  const hourOf = (at: number): number => Math.floor(at / HOUR_MS)
  const current = (agency: string): Map<number, Map<string, number>> => {
    const hours = byAgency.get(agency) ?? new Map<number, Map<string, number>>()
    byAgency.set(agency, hours)
    for (const hour of hours.keys()) if (hour <= hourOf(clock.now()) - HOURS) hours.delete(hour)
    return hours
  }
  return {
    add(agency, code, at) {
      if (hourOf(at) <= hourOf(clock.now()) - HOURS) return
      const hours = current(agency)
      const counts = hours.get(hourOf(at)) ?? new Map<string, number>()
      hours.set(hourOf(at), counts)
      counts.set(code, (counts.get(code) ?? 0) + 1)
    },
    of(agency) {
      const sums = new Map<string, number>()
      for (const counts of current(agency).values()) for (const [code, count] of counts) sums.set(code, (sums.get(code) ?? 0) + count)
      return [...sums]
        .map(([code, count]) => ({ code, count }))
        .sort((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1))
    },
  }
}
