import { isIP, isIPv6 } from 'node:net'
import type { Request } from 'express'
import type { Clock } from '../../infra/clock/clock.ts'
import { createRateLimiter, type RateLimit } from './rate-limit.ts'
import type { Route } from './routes.ts'

/** Without a limit: what monitors ask, and the style sheets of pages; each is a few bytes out of memory. */
const UNLIMITED: ReadonlySet<string> = new Set(['live', 'ready', 'page-asset'])

export const isLimitedByAddress = (row: Route): boolean => row.openTo === 'public' && !UNLIMITED.has(row.action)

/**
 * What counts as one address: an IPv4 address, or the first 64 bits of an IPv6 address, of which a single household has them all. Whatever else a proxy says
 * counts together.
 */
export function networkOf(address: string): string {
  const plain = address.replace(/%.*$/, '').toLowerCase()
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1]
  if (mapped !== undefined) return mapped
  if (!isIPv6(plain)) return isIP(plain) === 0 ? 'unknown' : plain
  const [head = '', tail] = plain.split('::')
  const [left, right] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== '')) as [string[], string[]]
  const groups = tail === undefined ? left : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

/** Counts a request of its address: the socket's, or what trusted proxies say (express, `trust proxy`). Throws the 429 problem. */
export function createAddressLimiter(clock: Clock, limit: RateLimit): (request: Pick<Request, 'ip'>) => void {
  const count = createRateLimiter(clock, limit)
  // What is left to an address is told to nobody: a whole office, or all who come by one proxy, takes from it.
  return ({ ip }) => {
    count(networkOf(ip ?? ''))
  }
}
