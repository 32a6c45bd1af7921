import { createTokenBuckets, type BucketSize } from '../../../core/limits/token-buckets.ts'
import type { Clock } from '../../../infra/clock/clock.ts'
import { Problem } from '../problem.ts'

/** Counts events of a credential before they are judged. Throws the 429 problem when they are more than it may send now. */
export type EventLimit = (credential: string, events: number) => void

/** Limits events beside requests: a batch of a thousand is a thousand. */
export function createEventLimit(clock: Clock, size: BucketSize): EventLimit {
  const buckets = createTokenBuckets(size)
  return (credential, events) => {
    const now = clock.now()
    // What is more than a bucket holds waits for a full one.
    const tokens = Math.min(events, size.burst)
    const wait = buckets.wait(credential, tokens, now)
    if (wait > 0) throw new Problem('too-many-events', { retryAfter: Math.max(1, Math.ceil(wait)) })
    buckets.take(credential, tokens, now)
  }
}
