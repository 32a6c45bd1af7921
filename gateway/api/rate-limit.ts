import type { Response } from 'express'
import { createTokenBuckets, type BucketSize } from '../../core/limits/token-buckets.ts'
import type { Clock } from '../../infra/clock/clock.ts'
import { Problem, type ProblemCode } from './problem.ts'
import { tellLimit } from './rate-limit-headers.ts'

/** Requests of a credential, or of an address. */
export type RateLimit = BucketSize

export const DEFAULT_RATE_LIMIT: RateLimit = { perSecond: 1_000, burst: 5_000 }

/** Counts for a key. Throws the 429 problem when the key may not have so many now. `response`: where what is left to the key is told. */
export type Limiter = (key: string, response?: Response, tokens?: number) => void

/** A token bucket per key. `name`: what is counted, as answers tell it. */
export function createRateLimiter(clock: Clock, limit: RateLimit, name = 'requests', code: ProblemCode = 'too-many-requests'): Limiter {
  const buckets = createTokenBuckets(limit)
  return (key, response, tokens = 1) => {
    const now = clock.now()
    const wait = buckets.wait(key, tokens, now)
    if (wait <= 0) buckets.take(key, tokens, now)
    if (response !== undefined) {
      const left = buckets.left(key, now)
      tellLimit(response, name, limit, { left: Math.floor(left), fullAfter: Math.ceil((limit.burst - left) / limit.perSecond) })
    }
    if (wait > 0) throw new Problem(code, { retryAfter: Math.max(1, Math.ceil(wait)) })
  }
}
