/** How much of something one key may have: so much a second for ever, and a burst of it at once. */
export interface BucketSize {
  readonly perSecond: number
  readonly burst: number
}

/** A token bucket for each key. */
export interface TokenBuckets {
  /** Seconds until a key has so many tokens; 0: it has them now. Infinity: more than a bucket holds. `now`: ms since the Unix epoch. */
  wait(key: string, tokens: number, now: number): number
  /** Tokens that a key has now. */
  left(key: string, now: number): number
  /** Takes tokens, down to none. */
  take(key: string, tokens: number, now: number): void
}

/** Twice as many keys are remembered at most. */
const MOST_BUCKETS = 10_000

interface Bucket {
  readonly tokens: number
  /** When it had them, ms since the Unix epoch. */
  readonly at: number
}

/**
 * Makes buckets that are full. Pure but for what it remembers: the clock is the caller's, and a clock that goes back fills nothing. Of more keys than there is
 * room for, those that took longest ago are forgotten: memory stays bounded whoever asks, and each call costs the same.
 */
export function createTokenBuckets({ perSecond, burst }: BucketSize): TokenBuckets {
  let recent = new Map<string, Bucket>()
  let older = new Map<string, Bucket>()
  const tokensOf = (key: string, now: number): number => {
    const bucket = recent.get(key) ?? older.get(key)
    return bucket === undefined ? burst : Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * perSecond)
  }
  return {
    wait(key, tokens, now) {
      if (tokens > burst) return Infinity
      return Math.max(0, tokens - tokensOf(key, now)) / perSecond
    },
    left: tokensOf,
    take(key, tokens, now) {
      const left = Math.max(0, tokensOf(key, now) - tokens)
      if (recent.size >= MOST_BUCKETS) {
        older = recent
        recent = new Map()
      }
      recent.set(key, { tokens: left, at: now })
    },
  }
}
