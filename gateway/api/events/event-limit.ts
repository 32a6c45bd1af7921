import type { Response } from 'express'
import type { BucketSize } from '../../../core/limits/token-buckets.ts'
import type { Clock } from '../../../infra/clock/clock.ts'
import { createRateLimiter } from '../rate-limit.ts'

/** Counts events of a credential before they are judged, and tells what is left. Throws the 429 problem when they are more than it may send now. */
export type EventLimit = (credential: string, events: number, response?: Response) => void

/** Limits events beside requests: a batch of a thousand is a thousand. */
export function createEventLimit(clock: Clock, size: BucketSize): EventLimit {
  const count = createRateLimiter(clock, size, 'events', 'too-many-events')
  // What is more than a bucket holds waits for a full one.
  return (credential, events, response) => {
    count(credential, response, Math.min(events, size.burst))
  }
}
