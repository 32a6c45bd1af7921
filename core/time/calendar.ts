const DAY = 86_400_000

const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const iso = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** The day that is so many days after a day (`YYYY-MM-DD`). */
export const daysAfter = (day: string, days: number): string => iso(utc(day) + days * DAY)

/** The same day of the month so many months later, or that month's last day where it has none. */
export function monthsAfter(day: string, months: number): string {
  const year = Number(day.slice(0, 4)),
    month = Number(day.slice(5, 7)) - 1 + months
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return iso(Date.UTC(year, month, Math.min(Number(day.slice(8, 10)), last)))
}
