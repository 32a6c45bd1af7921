import type { Request } from 'express'
import type { Clock } from '../../infra/clock/clock.ts'
import { networkOf } from '../../infra/network/network-of.ts'
import { createRateLimiter, type RateLimit } from './rate-limit.ts'
import type { Route } from './routes.ts'

/** Without a limit: what monitors ask, and the style sheets of pages; each is a few bytes out of memory. */
const UNLIMITED: ReadonlySet<string> = new Set(['live', 'ready', 'page-asset'])

export const isLimitedByAddress = (row: Route): boolean => row.openTo === 'public' && !UNLIMITED.has(row.action)

/** Counts a request of its address: the socket's, or what trusted proxies say (express, `trust proxy`). Throws the 429 problem. */
export function createAddressLimiter(clock: Clock, limit: RateLimit): (request: Pick<Request, 'ip'>) => void {
  const count = createRateLimiter(clock, limit)
  // What is left to an address is told to nobody: a whole office, or all who come by one proxy, takes from it.
  return ({ ip }) => {
    count(networkOf(ip ?? ''))
  }
}
