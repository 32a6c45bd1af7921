import { describe, expect, it } from '@jest/globals'
import { AGENCY_REGISTERED, STAFF_CHANGED, type ControlEntry, type StaffChanged } from '../../../../core/control/entry.ts'
import { controlState } from '../../../../core/control/state.ts'
import { staffToken } from '../../../../core/linking/tokens.ts'
import { standsAs } from '../../../../gateway/identity/standing.ts'
import { agencyNamed } from '../../../fixtures/ids.ts'

const secret = Buffer.alloc(32, 7)
const token = (staff: string): string => staffToken(secret, staff)
const changed = (value: Partial<StaffChanged>) =>
  ({
    type: STAFF_CHANGED,
    value: {
      at: '2025-09-01T09:00:00.000Z',
      staff: token('a:one'),
      status: 'active',
      role: 'idva',
      duties: [],
      by: token('a:two'),
      ...value,
    },
  }) as const
const reader = { kind: 'reader', id: 'one', agency: agencyNamed('a'), role: 'idva', name: '' } as const

describe("a person's standing", () => {
  it('is as the sign-in says without an entry, and as the newest entry says with one', () => {
    const after = (...entries: readonly Partial<StaffChanged>[]) => standsAs(controlState(entries.map(changed)), reader, secret)
    expect(after()).toBe(true)
    expect(after({})).toBe(true)
    expect(after({ role: 'evaluator' })).toBe(false)
    expect(after({ status: 'ended', role: '' })).toBe(false)
    expect(after({ status: 'ended', role: 'idva' })).toBe(false)
    expect(after({ status: 'ended', role: '' }, {})).toBe(true)
    expect(after({ role: '' })).toBe(false)
    expect(after({ staff: token('a:other'), status: 'ended' }, { staff: token('b:one'), status: 'ended' })).toBe(true)
  })

  it("is nothing to an agency's system", () => {
    expect(standsAs(controlState([changed({ status: 'ended', role: '' })]), { kind: 'agency', agency: agencyNamed('a') }, secret)).toBe(
      true,
    )
  })

  it("is no auditor's or administrator's, whatever its sign-in or an entry says, unless control.events says that of the agency", () => {
    const registered = (agency: string, type: string, oversight?: boolean) =>
      ({
        type: AGENCY_REGISTERED,
        value: {
          at: '2025-09-01T09:00:00.000Z',
          agency: agencyNamed(agency),
          name: agency,
          agency_type: type,
          areas: ['x'],
          ...(oversight === undefined ? {} : { oversight }),
        },
      }) as const
    const named = (role: string, ...entries: readonly ControlEntry[]) => standsAs(controlState(entries), { ...reader, role }, secret)
    for (const role of ['auditor', 'system_admin']) {
      expect(named(role)).toBe(false)
      expect(named(role, registered('a', 'police'))).toBe(false)
      expect(named(role, registered('a', 'police', false), changed({ role }))).toBe(false)
      expect(named(role, registered('b', 'bus_operator'))).toBe(false)
      expect(named(role, registered('a', 'bus_operator'))).toBe(true)
      expect(named(role, registered('a', 'opcc', true))).toBe(true)
      expect(named(role, registered('a', 'opcc', true), registered('a', 'opcc'))).toBe(false)
    }
    expect(named('idva', registered('a', 'police'))).toBe(true)
  })
})
