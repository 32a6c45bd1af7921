import { describe, expect, it } from '@jest/globals'
import type { AccessRecord } from '../../../../core/access-log/access-record.ts'
import { controlState } from '../../../../core/control/state.ts'
import { ruledBy } from '../../../../gateway/audit/replay/policies.ts'
import { currentPolicy } from '../../../fixtures/current-policy.ts'
import { plainRecord } from '../../../fixtures/plain-record.ts'

const HASH = 'ab'.repeat(32)
const ENGINES = [1, 2]
const record: AccessRecord = { ...plainRecord, policy: HASH }

/** What of a control log is not asked for. */
const ABSENT = { chainAt: () => undefined, steps: [] }

/** What rules a record where a release of an engine was in force, on a program that has engines 1 and 2. */
const ruled = (of: AccessRecord, engine: number, hash = HASH) =>
  ruledBy(
    {
      policyOf: (release) => (ENGINES.includes(release.engine) ? currentPolicy() : undefined),
      logs: { control: { ...ABSENT, stateAt: () => ({ ...controlState([]), policy: { hash, engine, files: [] } }) } },
    },
    of,
    7,
  )

describe('the policy that a recorded read was decided by', () => {
  it('is that in force, of the engine that the record names', () => {
    expect(ruled(record, 2)).toMatchObject({ drift: undefined })
  })

  it('is engine-drift where the record names another engine than the release was for, and says both', () => {
    expect(ruled(record, 1)).toMatchObject({
      drift: {
        outcome: 'engine-drift',
        detail: 'The record was decided by engine 2; the release in force at number 7 of control.events is for engine 1.',
      },
    })
  })

  it('is policy-missing where this program has not the engine', () => {
    expect(ruled({ ...record, engine: 9 }, 9)).toMatchObject({ outcome: 'policy-missing' })
  })

  it('is policy-drift where another release was in force', () => {
    expect(ruled(record, 2, 'cd'.repeat(32))).toMatchObject({ outcome: 'policy-drift' })
  })
})
