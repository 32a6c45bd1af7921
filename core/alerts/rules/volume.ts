import { DAY, HOUR, isReadOfCase } from '../history.ts'
import { RULES } from '../rule-table.ts'
import type { Rule } from '../rule.ts'

const { quantile, leastReaderDays, leastReads, casesPerHour, days } = RULES.R6.thresholds

/** Reads of a day that are told apart; more count as this many. */
const MOST = 1_000

/** How many reads readers of one role made in a day, over the last days of the log. */
class RoleDays {
  /** By day: of each reader, reads. */
  readonly #open = new Map<string, number>()
  /** By day: how many readers made as many reads as the place says. */
  readonly #past = new Map<number, Uint32Array>()
  #day = -1
  #limit: number = leastReads

  /** Counts a read, and says whether it is more than the quantile of the days before; in the order of the log. */
  exceeds(reader: string, day: number): boolean {
    if (day > this.#day) this.#turn(day)
    const reads = (this.#open.get(reader) ?? 0) + 1
    this.#open.set(reader, reads)
    return reads > this.#limit
  }

  #turn(day: number): void {
    const counts = new Uint32Array(MOST + 1)
    for (const reads of this.#open.values()) counts[Math.min(reads, MOST)] = (counts[Math.min(reads, MOST)] ?? 0) + 1
    if (this.#open.size > 0) this.#past.set(this.#day, counts)
    this.#open.clear()
    this.#day = day
    for (const past of this.#past.keys()) if (past < day - days) this.#past.delete(past)
    this.#limit = Math.max(leastReads, this.#quantile())
  }

  /** Of all reader-days that are kept; nothing is told from few. */
  #quantile(): number {
    const sums = new Uint32Array(MOST + 1)
    for (const counts of this.#past.values()) counts.forEach((count, reads) => (sums[reads] = (sums[reads] ?? 0) + count))
    const all = sums.reduce((sum, count) => sum + count, 0)
    if (all < leastReaderDays) return leastReads
    let seen = 0
    return sums.findIndex((count) => (seen += count) >= all * quantile)
  }
}

/** R6: too much in a day, or too many cases in an hour. Keeps, by role, how much was read on each of the last days. */
export function createVolumeRule(): Rule {
  const roles = new Map<string, RoleDays>()
  return (fact, { history }) => {
    if (!isReadOfCase(fact)) return []
    const ofRole = roles.get(fact.role) ?? new RoleDays()
    roles.set(fact.role, ofRole)
    const found = ofRole.exceeds(fact.reader, Math.floor(fact.at / DAY)) ? ['a day'] : []
    const lastHour = [...history.since(fact.reader, fact.at - HOUR), fact].filter(isReadOfCase)
    const many = lastHour.length >= casesPerHour && new Set(lastHour.map(({ cases: [one] }) => one)).size >= casesPerHour
    return many ? [...found, 'an hour'] : found
  }
}
