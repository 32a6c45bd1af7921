import { describe, expect, it } from '@jest/globals'
import type { AccessRecord, DecisionValue } from '../../../../core/access-log/access-record.ts'
import { compare } from '../../../../gateway/audit/replay/compare.ts'
import type { Outcome } from '../../../../policy/decide/decision.ts'

const value: DecisionValue = {
  outcome: 'permit',
  events: [
    [0, 1, 'shown', 'exact', 'named'],
    [0, 2, 'reduced', 'month', 'type'],
  ],
  released: [
    [
      0,
      1,
      [
        ['', 'META', 'plain'],
        ['p', 'VIC_VOICE', 'plain'],
      ],
    ],
    [0, 2, [['', 'META', 'reduced']]],
  ],
}
const HASH = '11'.repeat(32)
const record = { outcome: 'permit', released: HASH } as AccessRecord
const against = (now: DecisionValue, released = HASH, outcome: Outcome = 'permit') =>
  compare(record, value, { decision: { outcome, events: [] }, released, value: now }).verdict.outcome

describe('a read that was run again', () => {
  it('matches when the same was decided and disclosed', () => {
    expect(against(value)).toBe('match')
  })
  it.each([
    [
      'a part more than it should',
      'over-release',
      {
        ...value,
        released: [
          [0, 1, [['', 'META', 'plain']]],
          [0, 2, [['', 'META', 'reduced']]],
        ],
      },
    ],
    ['an event more than it should', 'over-release', { ...value, released: value.released.slice(0, 1) }],
    ['an event less than it should', 'under-release', { ...value, released: [...value.released, [0, 3, []]] }],
    [
      'a part in plain form that it should reduce',
      'over-release',
      {
        ...value,
        released: [
          [
            0,
            1,
            [
              ['', 'META', 'plain'],
              ['p', 'VIC_VOICE', 'reduced'],
            ],
          ],
          [0, 2, [['', 'META', 'reduced']]],
        ],
      },
    ],
    [
      'dates and a publisher that it should not',
      'over-release',
      {
        ...value,
        events: [
          [0, 1, 'shown', 'month', 'masked'],
          [0, 2, 'reduced', 'month', 'type'],
        ],
      },
    ],
    [
      'another part than it should',
      'over-release',
      {
        ...value,
        released: [
          [
            0,
            1,
            [
              ['', 'META', 'plain'],
              ['p', 'VIC_LOC', 'plain'],
            ],
          ],
          [0, 2, [['', 'META', 'reduced']]],
        ],
      },
    ],
  ] as const)('is named when it released %s', (_, outcome, now) => {
    expect(against(now as unknown as DecisionValue, '22'.repeat(32))).toBe(outcome)
  })
  it('is named when it gave another answer: "not found" tells less than any other', () => {
    expect(against(value, HASH, 'not_found')).toBe('over-release')
  })
  it('is named when the record contradicts itself: another hash, another order', () => {
    expect(against(value, '22'.repeat(32))).toBe('record-tampered')
    expect(against({ ...value, events: value.events.toReversed() })).toBe('record-tampered')
  })
  it('says which events differ', () => {
    const less = compare(record, value, { decision: { outcome: 'permit', events: [] }, released: HASH, value: { ...value, released: [] } })
    expect(less).toEqual({
      event: [0, 1],
      verdict: { outcome: 'over-release', detail: 'More was released than the same inputs release: 0.1, 0.2.' },
    })
  })
})
