import type { Clock } from '../../infra/clock/clock.ts'
import { Problem } from './problem.ts'

export interface RateLimit {
  /** Requests a second that a credential may make for ever. */
  readonly perSecond: number
  /** Requests that it may make at once. */
  readonly burst: number
}

export const DEFAULT_RATE_LIMIT: RateLimit = { perSecond: 1_000, burst: 5_000 }

const MOST_BUCKETS = 10_000

/** A token bucket per key. Throws the 429 problem when a key's bucket is empty. Of more keys than it has room for, the one that asked longest ago is forgotten. */
export function createRateLimiter(clock: Clock, limit: RateLimit): (key: string) => void {
  const buckets = new Map<string, { tokens: number, at: number }>()
  const filled = (bucket: { tokens: number, at: number }, now: number): number =>
    Math.min(limit.burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * limit.perSecond)
  return (key) => {
    const now = clock.now()
    const bucket = buckets.get(key) ?? { tokens: limit.burst, at: now }
    const tokens = filled(bucket, now)
    if (tokens < 1) throw new Problem('too-many-requests', { retryAfter: Math.max(1, Math.ceil((1 - tokens) / limit.perSecond)) })
    // A Map keeps the order of insertion: who asks again comes last.
    buckets.delete(key)
    const [oldest] = buckets.keys()
    if (buckets.size >= MOST_BUCKETS && oldest !== undefined) buckets.delete(oldest)
    buckets.set(key, { tokens: tokens - 1, at: now })
  }
}
