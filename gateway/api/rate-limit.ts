import type { Clock } from '../../infra/clock/clock.ts'
import { Problem } from './problem.ts'

export interface RateLimit {
  /** Requests a second that a credential may make for ever. */
  readonly perSecond: number
  /** Requests that it may make at once. */
  readonly burst: number
}

export const DEFAULT_RATE_LIMIT: RateLimit = { perSecond: 1_000, burst: 5_000 }

/** Twice as many keys are remembered at most. */
const MOST_BUCKETS = 10_000

interface Bucket { readonly tokens: number, readonly at: number }

/**
 * A token bucket per key. Throws the 429 problem when a key's bucket is empty. Of more keys than there is room for, those that asked longest ago are forgotten:
 * memory stays bounded whoever asks, and each request costs the same.
 */
export function createRateLimiter(clock: Clock, limit: RateLimit): (key: string) => void {
  let recent = new Map<string, Bucket>()
  let older = new Map<string, Bucket>()
  const filled = (bucket: Bucket, now: number): number =>
    Math.min(limit.burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * limit.perSecond)
  return (key) => {
    const now = clock.now()
    const tokens = filled(recent.get(key) ?? older.get(key) ?? { tokens: limit.burst, at: now }, now)
    if (tokens < 1) throw new Problem('too-many-requests', { retryAfter: Math.max(1, Math.ceil((1 - tokens) / limit.perSecond)) })
    if (recent.size >= MOST_BUCKETS) {
      older = recent
      recent = new Map()
    }
    recent.set(key, { tokens: tokens - 1, at: now })
  }
}
