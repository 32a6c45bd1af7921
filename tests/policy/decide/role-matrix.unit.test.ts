import { describe, expect, it } from '@jest/globals'
import { matrixOf } from '../../../policy/decide/role-matrix.ts'
import { release } from '../case-builder.ts'

const cell = (role: string, purpose: string, sensitivity: string): unknown =>
  matrixOf(release, role)
    .find((row) => row.class === sensitivity)
    ?.cells.find((one) => one.purpose === purpose)

describe('the live matrix', () => {
  it('says what the policies answer, with what an approval and an emergency lift', () => {
    expect(cell('social_worker', 'marac_risk_management', 'COURT')).toEqual({
      purpose: 'marac_risk_management',
      effect: 'R',
      approved: 'A',
      emergency: 'R',
    })
    expect(cell('social_worker', 'marac_risk_management', 'VIC_LOC')).toEqual({
      purpose: 'marac_risk_management',
      effect: 'R',
      approved: 'R',
      emergency: 'A',
    })
    expect(cell('social_worker', 'marac_risk_management', 'INTEL')).toMatchObject({ effect: 'W', approved: 'W' })
  })

  it('has no purpose that is not the role’s; who faces the perpetrator gets no words, and no location or source but for probation’s zone and kind', () => {
    for (const role of release.roles.perpetrator_facing) {
      const rows = matrixOf(release, role)
      expect(rows[0]?.cells.map(({ purpose }) => purpose)).toEqual(release.roles.roles[role]?.purposes)
      const lifted = rows
        .filter((row) => ['VIC_LOC', 'SOURCE'].includes(row.class))
        .flatMap(({ cells }) => cells.flatMap((one) => [one.effect, one.approved, one.emergency]))
      expect(lifted.filter((effect) => effect !== 'W' && role !== 'probation_practitioner')).toEqual([])
      expect(
        rows
          .find((row) => row.class === 'VIC_VOICE')
          ?.cells.some(({ effect, approved, emergency }) => [effect, approved, emergency].includes('A')),
      ).toBe(false)
    }
  })
})
