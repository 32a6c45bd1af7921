import { describe, expect, it } from '@jest/globals'
import { STAFF_CHANGED, type StaffChanged } from '../../../core/control/entry.ts'
import { controlState } from '../../../core/control/state.ts'
import { staffToken } from '../../../core/linking/tokens.ts'
import { standsAs } from '../../../gateway/identity/standing.ts'

const secret = Buffer.alloc(32, 7)
const token = (staff: string): string => staffToken(secret, staff)
const changed = (value: Partial<StaffChanged>) => ({
  type: STAFF_CHANGED, value: { at: '2025-09-01T09:00:00.000Z', staff: token('a:one'), status: 'active', role: 'idva', duties: [], by: token('a:two'), ...value },
} as const)
const reader = { kind: 'reader', id: 'one', agency: 'a', role: 'idva', name: '' } as const

describe('a person\'s standing', () => {
  it('is as the sign-in says without an entry, and as the newest entry says with one', () => {
    const after = (...entries: readonly Partial<StaffChanged>[]) => standsAs(controlState(entries.map(changed)).staff, reader, secret)
    expect(after()).toBe(true)
    expect(after({})).toBe(true)
    expect(after({ role: 'evaluator' })).toBe(false)
    expect(after({ status: 'ended', role: '' })).toBe(false)
    expect(after({ status: 'ended', role: 'idva' })).toBe(false)
    expect(after({ status: 'ended', role: '' }, {})).toBe(true)
    expect(after({ role: '' })).toBe(false)
    expect(after({ staff: token('a:other'), status: 'ended' }, { staff: token('b:one'), status: 'ended' })).toBe(true)
  })

  it('is nothing to an agency\'s system', () => {
    const { staff } = controlState([changed({ status: 'ended', role: '' })])
    expect(standsAs(staff, { kind: 'agency', agency: 'a' }, secret)).toBe(true)
  })
})
