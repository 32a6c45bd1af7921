import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { AGENCY_REGISTERED, POLICY_RELEASED, STAFF_CHANGED, type ControlEntry } from '../../../core/control/entry.ts'
import { controlHistory } from '../../../core/control/history.ts'
import { controlState } from '../../../core/control/state.ts'
import { agencyNamed } from '../../fixtures/ids.ts'

const NAMES = ['a', 'b', 'c']
const AT = '2026-01-01T09:00:00.000Z'
const name = fc.constantFrom(...NAMES)

const entry: fc.Arbitrary<ControlEntry> = fc.oneof(
  fc.record({
    type: fc.constant(AGENCY_REGISTERED),
    value: fc.record({ at: fc.constant(AT), agency: name.map(agencyNamed), name, agency_type: name, areas: fc.array(name) }),
  }),
  fc.record({
    type: fc.constant(STAFF_CHANGED),
    value: fc.record({
      at: fc.constant(AT),
      staff: name,
      status: fc.constantFrom('active' as const, 'ended' as const),
      role: fc.constantFrom('', 'idva'),
      duties: fc.array(fc.constant('publications'), { maxLength: 1 }),
      by: name,
    }),
  }),
  fc.record({
    type: fc.constant(POLICY_RELEASED),
    value: fc.record({
      at: fc.constant(AT),
      hash: name,
      engine: fc.constantFrom(1, 2),
      files: fc.constant([]),
      approved_by: fc.uniqueArray(name, { maxLength: 2 }),
    }),
  }),
)

describe('control.events at any of its versions', () => {
  it('says what a fold up to there says', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), (entries) => {
        const history = controlHistory(entries)
        for (let n = 0; n <= entries.length; n += 1) {
          const { agencies, policy, instrumentsSince, staff } = controlState(entries.slice(0, n))
          const at = history.at(n)
          expect([at.agencies, at.policy, at.instrumentsSince]).toEqual([agencies, policy, instrumentsSince])
          expect(NAMES.map((token) => at.staff.get(token))).toEqual(NAMES.map((token) => staff.get(token)))
        }
      }),
    )
  })
})
