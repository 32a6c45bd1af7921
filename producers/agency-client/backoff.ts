const BASE_MS = 200
const CAP_MS = 60_000
/** A service that asks for more than an hour is asked again after an hour. */
const LONGEST_RETRY_AFTER_MS = 3_600_000

/** Milliseconds to wait before the next try: exponential with full jitter. `attempt` counts failures in a row, from 1; `random` is in [0, 1). */
export const backoffDelay = (attempt: number, random: number): number =>
  Math.floor(random * Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempt, 30)))

/** Milliseconds that a Retry-After header (RFC 9110, 10.2.3: seconds or an HTTP date) asks to wait; undefined when there is none or it is neither. */
export function retryAfterDelay(header: string | null, now: number): number | undefined {
  if (header === null) return undefined
  const text = header.trim()
  const wait = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), LONGEST_RETRY_AFTER_MS)
}
