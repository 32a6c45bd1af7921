import { describe, expect, it } from '@jest/globals'
import { backoffDelay, retryAfterDelay } from '../../../producers/agency-client/backoff.ts'

describe('waiting between tries', () => {
  it('doubles up to a minute, and takes any part of it', () => {
    expect([1, 2, 3].map((attempt) => backoffDelay(attempt, 0.5))).toEqual([200, 400, 800])
    expect(backoffDelay(1_000, 0.999999)).toBeLessThanOrEqual(60_000)
    expect(backoffDelay(5, 0)).toBe(0)
  })

  const now = Date.parse('2026-11-20T10:00:00Z')
  it.each([
    ['3', 3_000],
    ['0', 0],
    ['Fri, 20 Nov 2026 10:00:07 GMT', 7_000],
    ['Fri, 20 Nov 2026 09:00:00 GMT', 0],
    ['999999999', 3_600_000],
    ['soon', undefined],
    [null, undefined],
  ])('reads Retry-After %p as %p ms', (header, wait) => {
    expect(retryAfterDelay(header, now)).toBe(wait)
  })
})
