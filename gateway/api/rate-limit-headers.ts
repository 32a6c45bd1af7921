import type { Response } from 'express'
import type { BucketSize } from '../../core/limits/token-buckets.ts'

/** What is left of a limit, where the reader may know it. */
export interface Left {
  /** Whole requests or events that may be sent now. */
  readonly left: number
  /** Seconds until the whole burst may be sent again. */
  readonly fullAfter: number
}

/** The limits that an answer has in its headers so far, by name. */
type SentLimits = Map<string, { readonly policy: string; readonly left?: string }>

function sentIn(response: Response): SentLimits {
  const sent = response.locals.limits as SentLimits | undefined
  if (sent !== undefined) return sent
  const none: SentLimits = new Map()
  response.locals.limits = none
  return none
}

/**
 * Says a limit in the headers of draft-ietf-httpapi-ratelimit-headers: RateLimit-Policy (`q`: the burst, `w`: seconds in which it comes back), and RateLimit
 * (`r`: what is left, `t`: seconds until all is back). INVARIANT: what is left is said only of a bucket from which nobody else takes.
 */
export function tellLimit(response: Response, name: string, { perSecond, burst }: BucketSize, left?: Left): void {
  if (response.headersSent) return
  const sent = sentIn(response)
  sent.set(name, {
    policy: `"${name}";q=${String(Math.floor(burst))};w=${String(Math.max(1, Math.ceil(burst / perSecond)))}`,
    ...(left === undefined ? {} : { left: `"${name}";r=${String(left.left)};t=${String(left.fullAfter)}` }),
  })
  const items = [...sent.values()]
  response.setHeader('RateLimit-Policy', items.map(({ policy }) => policy).join(', '))
  const lefts = items.flatMap((item) => item.left ?? [])
  if (lefts.length > 0) response.setHeader('RateLimit', lefts.join(', '))
}
