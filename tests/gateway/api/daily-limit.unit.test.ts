import { describe, expect, it } from '@jest/globals'
import { createDailyLimit } from '../../../gateway/api/daily-limit.ts'

const HOUR = 3_600_000

describe('what a person may do a few times a day', () => {
  it('is counted in any 24 hours, by person, and says after how many seconds there is room again', () => {
    let now = Date.parse('2026-03-28T20:00:00Z')
    const refusal = createDailyLimit({ now: () => now }, 2)
    expect(refusal('one')).toBeUndefined()
    now += HOUR
    expect([refusal('one'), refusal('one'), refusal('other')]).toEqual([undefined, 23 * 3600, undefined])
    now += 23 * HOUR - 1
    expect(refusal('one')).toBe(1)
    now += 1
    expect([refusal('one'), refusal('one')]).toEqual([undefined, 3600])
  })
})
