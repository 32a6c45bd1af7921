/** `YYYY-MM` of an ISO 8601 date or date-time, as it was written: the month where it was said. */
export const monthOf = (iso: string): string => iso.slice(0, 7)

/** Full years between two ISO dates or date-times; undefined when either is not one. */
function yearsBetween(birth: string, at: string): number | undefined {
  const [from, to] = [birth, at].map((iso) => /^(\d{4})-(\d{2}-\d{2})/.exec(iso))
  if (from?.[1] === undefined || from[2] === undefined || to?.[1] === undefined || to[2] === undefined) return undefined
  return Number(to[1]) - Number(from[1]) - (to[2] < from[2] ? 1 : 0)
}

const BANDS = [
  [5, '0-4'],
  [11, '5-10'],
  [16, '11-15'],
  [18, '16-17'],
] as const

/** Age band on a day: 0-4 (also before birth), 5-10, 11-15, 16-17 or 18-and-over. */
export function ageBand(birth: string, at: string): string | undefined {
  const years = yearsBetween(birth, at)
  return years === undefined ? undefined : (BANDS.find(([below]) => years < below)?.[1] ?? '18-and-over')
}
