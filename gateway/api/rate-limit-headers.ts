import type { Response } from 'express'
import type { BucketSize } from '../../core/limits/token-buckets.ts'

/** What is left of a limit, where it may be told. */
export interface Left {
  /** Whole requests or events that may be sent now. */
  readonly left: number
  /** Seconds until the whole burst may be sent again. */
  readonly fullAfter: number
}

/** The limits that an answer has told so far, by name. */
type Told = Map<string, { readonly policy: string; readonly left?: string }>

function toldIn(response: Response): Told {
  const told = response.locals.limits as Told | undefined
  if (told !== undefined) return told
  const none: Told = new Map()
  response.locals.limits = none
  return none
}

/**
 * Tells a limit in the headers of draft-ietf-httpapi-ratelimit-headers: RateLimit-Policy (`q`: the burst, `w`: seconds in which it comes back), and RateLimit
 * (`r`: what is left, `t`: seconds until all is back). INVARIANT: what is left is told of a bucket that only who asks takes from.
 */
export function tellLimit(response: Response, name: string, { perSecond, burst }: BucketSize, left?: Left): void {
  if (response.headersSent) return
  const told = toldIn(response)
  told.set(name, {
    policy: `"${name}";q=${String(Math.floor(burst))};w=${String(Math.max(1, Math.ceil(burst / perSecond)))}`,
    ...(left === undefined ? {} : { left: `"${name}";r=${String(left.left)};t=${String(left.fullAfter)}` }),
  })
  const items = [...told.values()]
  response.setHeader('RateLimit-Policy', items.map(({ policy }) => policy).join(', '))
  const lefts = items.flatMap((item) => item.left ?? [])
  if (lefts.length > 0) response.setHeader('RateLimit', lefts.join(', '))
}
