import { describe, expect, it } from '@jest/globals'
import { exitCodeOf, REPLAY_OUTCOMES } from '../../../../gateway/audit/replay/outcome.ts'

describe('the exit code of a replay', () => {
  it('is 0 where all match, also where something was erased', () => {
    expect(exitCodeOf({ match: 9, 'match-erased': 2 })).toBe(0)
    expect(exitCodeOf({})).toBe(0)
  })
  it('is that of the worst outcome', () => {
    expect(exitCodeOf({ match: 9, 'engine-drift': 1 })).toBe(2)
    expect(exitCodeOf({ match: 9, 'policy-drift': 1, 'state-tampered': 1 })).toBe(5)
    expect(exitCodeOf({ 'record-tampered': 1, 'over-release': 1 })).toBe(7)
    expect(exitCodeOf({ missing: 1, 'proof-invalid': 1 })).toBe(8)
  })
  it('tells every outcome but those that match from 0', () => {
    expect(REPLAY_OUTCOMES.filter((outcome) => exitCodeOf({ [outcome]: 1 }) === 0)).toEqual(['match', 'match-erased'])
  })
})
