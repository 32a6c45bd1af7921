/** How much of something one key may have: so much a second for ever, and a burst of it at once. */
export interface BucketSize {
  readonly perSecond: number
  readonly burst: number
}

/** A token bucket for each key. Buckets that are full again are forgotten. */
export interface TokenBuckets {
  /** Seconds until a key has so many tokens; 0: it has them now. Infinity: more than a bucket holds. `now`: ms since the Unix epoch. */
  wait(key: string, tokens: number, now: number): number
  /** Takes tokens, down to none. */
  take(key: string, tokens: number, now: number): void
}

/** Buckets that are looked through, for full ones to be forgotten, when there are so many. */
const MANY = 10_000

interface Bucket {
  readonly tokens: number
  /** When it had them, ms since the Unix epoch. */
  readonly at: number
}

/** Makes buckets that are full. Pure but for what it remembers: the clock is the caller's. A clock that goes back fills nothing. */
export function createTokenBuckets({ perSecond, burst }: BucketSize): TokenBuckets {
  const buckets = new Map<string, Bucket>()
  let lookAgainAt = MANY
  const left = ({ tokens, at }: Bucket, now: number): number => Math.min(burst, tokens + (Math.max(0, now - at) / 1000) * perSecond)
  const tokensOf = (key: string, now: number): number => {
    const bucket = buckets.get(key)
    return bucket === undefined ? burst : left(bucket, now)
  }
  const forgetFull = (now: number): void => {
    for (const [key, bucket] of buckets) if (left(bucket, now) >= burst) buckets.delete(key)
    // Where all are in use, the next look is as far off again: what looking costs is shared among as many.
    lookAgainAt = Math.max(MANY, buckets.size * 2)
  }
  return {
    wait(key, tokens, now) {
      if (tokens > burst) return Infinity
      return Math.max(0, tokens - tokensOf(key, now)) / perSecond
    },
    take(key, tokens, now) {
      if (buckets.size >= lookAgainAt) forgetFull(now)
      buckets.set(key, { tokens: Math.max(0, tokensOf(key, now) - tokens), at: now })
    },
  }
}
