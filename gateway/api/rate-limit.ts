import { createTokenBuckets, type BucketSize } from '../../core/limits/token-buckets.ts'
import type { Clock } from '../../infra/clock/clock.ts'
import { Problem } from './problem.ts'

/** Requests of a credential, or of an address. */
export type RateLimit = BucketSize

export const DEFAULT_RATE_LIMIT: RateLimit = { perSecond: 1_000, burst: 5_000 }

/** A token bucket per key. Throws the 429 problem when a key's bucket is empty. */
export function createRateLimiter(clock: Clock, limit: RateLimit): (key: string) => void {
  const buckets = createTokenBuckets(limit)
  return (key) => {
    const now = clock.now()
    const wait = buckets.wait(key, 1, now)
    if (wait > 0) throw new Problem('too-many-requests', { retryAfter: Math.max(1, Math.ceil(wait)) })
    buckets.take(key, 1, now)
  }
}
