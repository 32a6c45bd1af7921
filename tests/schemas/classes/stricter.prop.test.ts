import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { isStricterOrEqual } from '../../../schemas/classes/stricter.ts'
import { classCodes } from '../../../schemas/generated/codes.ts'

const anyClass = fc.constantFrom(...classCodes)

describe('raising a class', () => {
  it('is a partial order: a class is no laxer than itself, and stricter passes on', () => {
    fc.assert(
      fc.property(anyClass, anyClass, anyClass, (a, b, c) => {
        expect(isStricterOrEqual(a, a)).toBe(true)
        if (isStricterOrEqual(a, b) && isStricterOrEqual(b, c)) expect(isStricterOrEqual(a, c)).toBe(true)
        if (a !== b) expect(isStricterOrEqual(a, b) && isStricterOrEqual(b, a)).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })

  it('may raise META to any class, and none to META', () => {
    for (const code of classCodes) {
      expect(isStricterOrEqual(code, 'META')).toBe(true)
      expect(isStricterOrEqual('META', code)).toBe(code === 'META')
    }
  })

  it('raises what the perpetrator did to his location, never back, and his health to no planned tactic: one purpose would gain', () => {
    expect(isStricterOrEqual('PERP_LOC', 'BEHAV')).toBe(true)
    expect(isStricterOrEqual('BEHAV', 'PERP_LOC')).toBe(false)
    expect(isStricterOrEqual('TACTIC', 'PERP_HEALTH')).toBe(false)
  })

  it('does not take an approvable class for stricter than a reduced one: an approval shows all of it', () => {
    expect(isStricterOrEqual('INTEL', 'SOURCE')).toBe(false)
    expect(isStricterOrEqual('COURT', 'CHILD')).toBe(false)
  })

  it('refuses what is no class', () => {
    for (const other of ['', 'meta', '__proto__', 'constructor']) {
      expect(isStricterOrEqual(other, 'META')).toBe(false)
      expect(isStricterOrEqual('META', other)).toBe(false)
    }
  })
})
