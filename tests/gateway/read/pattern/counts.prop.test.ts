import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startComparison, type Comparison } from './compare-counts.ts'

const CASES = 15

describe('the numbers of a pattern', () => {
  let comparison: Comparison
  beforeAll(async () => {
    comparison = await startComparison()
  }, 60_000)
  afterAll(() => comparison.close())

  it('are for every role and purpose those of a plain count of its timeline', async () => {
    const shown: Record<string, number> = {}
    for (let seed = 1; seed <= CASES; seed++) {
      const result = await comparison.compare(seed)
      expect({ seed, differences: result.differences }).toEqual({ seed, differences: [] })
      for (const [role, count] of Object.entries(result.shown)) shown[role] = (shown[role] ?? 0) + count
    }
    process.stdout.write(`${JSON.stringify(shown)}\n`)
    for (const role of ['marac_coordinator', 'idva', 'perp_case_manager', 'police_bail_officer', 'matac_coordinator', 'social_worker'])
      expect(shown[role]).toBeGreaterThan(CASES)
  }, 120_000)
})
