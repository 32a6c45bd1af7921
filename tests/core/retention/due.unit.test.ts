import { describe, expect, it } from '@jest/globals'
import type { IndexPart } from '../../../core/case/index-part.ts'
import type { RetentionDecided } from '../../../core/control/entry.ts'
import { caseDue, type KeptCase } from '../../../core/retention/due.ts'
import type { KeptEvent } from '../../../core/retention/kept-event.ts'
import type { RetentionClass } from '../../../core/retention/rules.ts'
import { caseLogNamed } from '../../fixtures/ids.ts'

interface Given {
  readonly type?: string
  readonly on: string
  readonly harmed?: readonly (readonly [person: string, role: string])[]
  readonly keep?: RetentionClass
  readonly facts?: Readonly<Record<string, string>>
}

const event = ({
  type = 'behaviour.incident-recorded',
  on,
  harmed = [['she', 'adult']],
  keep = 'r2_case_6y',
  facts = {},
}: Given): KeptEvent => ({
  caseLog: caseLogNamed('one'),
  retention: keep,
  index: {
    event_id: `${type} ${on}`,
    type,
    agency: 'police',
    subject: 'he',
    occurred: { from: on, until: null, precision: 'day' },
    recorded_at: `${on}T12:00:00Z`,
    harmed: harmed.map(([person, role]) => ({ person, role })),
    facts: Object.entries(facts).map(([field, value]) => ({ field, values: [value] })),
  } as unknown as IndexPart,
})
const kept = (events: readonly Given[], more: Partial<KeptCase> = {}): KeptCase => ({
  events: events.map(event),
  births: new Map(),
  decided: [],
  ...more,
})
const due = (events: readonly Given[], today: string, more: Partial<KeptCase> = {}) =>
  caseDue(kept(events, more), today).items.map((item) => [item.due_on, item.then, item.events.length, item.why])
const decided = (kind: string, ground: string, until = ''): RetentionDecided => ({
  at: '2025-01-01T00:00:00.000Z',
  cases: [caseLogNamed('one')],
  kind,
  ground,
  until,
  decided_by: ['a', 'b'],
})

describe('a case record', () => {
  const events = [{ on: '2018-03-01' }, { on: '2019-05-10' }, { on: '2021-01-01', harmed: [['other', 'adult']] }] as const

  it('is due for a review six years after the last event of its pair, and not a day before', () => {
    expect(due(events, '2025-05-10')).toEqual([])
    expect(due(events, '2025-05-11')).toEqual([
      ['2025-05-11', 'review', 2, 'Kept for 6 years: the last event of the pair is of 2019-05-10.'],
    ])
  })

  it('begins again with a referral to a MARAC, whoever it names', () => {
    const referred = [...events, { type: 'marac.referral-made', on: '2024-02-01', harmed: [['other', 'adult']] }] as const
    expect(due(referred, '2029-12-31')).toEqual([])
    expect(due(referred, '2030-02-02').map(([, , count, why]) => [count, why])).toEqual([
      [2, 'Kept for 6 years: the case was last referred to a MARAC on 2024-02-01.'],
      [2, 'Kept for 6 years: the last event of the pair is of 2024-02-01.'],
    ])
  })

  it('where it names nobody harmed: after the last event of the case', () => {
    expect(due([...events, { on: '2018-01-01', harmed: [] }], '2026-12-31').flatMap(([, , count]) => count)).toEqual([2])
    expect(due([...events, { on: '2018-01-01', harmed: [] }], '2027-01-02')).toHaveLength(3)
  })
})

describe('what has clocks of its own', () => {
  it('a child’s: the 25th birthday of the youngest child, or of when the child was born at the latest', () => {
    const child = { on: '2020-06-01', keep: 'r3_child_25', harmed: [['child', 'child']] } as const
    const births = new Map([['child', '2015-04-05']])
    expect(due([child], '2040-04-05', { births })).toEqual([])
    expect(due([child], '2040-04-06', { births })).toEqual([
      ['2040-04-06', 'review', 1, 'Kept for 25 years: the youngest child of the case was born on 2015-04-05 at the latest.'],
    ])
    expect(due([child], '2045-06-01')).toEqual([])
    expect(due([child], '2045-06-02')).toHaveLength(1)
  })

  it('her words: a year after the case was closed, and of one that was never closed with the rest', () => {
    const words = { on: '2020-01-01', keep: 'r5_voice_case', type: 'voice.views-recorded' } as const
    const closed = { on: '2021-03-01', type: 'case.closed', facts: { closed_on: '2021-03-01', reason: 'actions_complete_risk_reduced' } }
    expect(due([words, closed], '2022-03-01')).toEqual([])
    expect(due([words, closed], '2022-03-02')[0]?.[3]).toBe('Kept for 1 year: the case was closed on 2021-03-01.')
    expect(due([words, closed, { on: '2022-01-01', type: 'case.opened' }], '2023-01-01')).toEqual([])
    expect(due([words], '2026-01-02')[0]?.[3]).toBe('Kept for 6 years: the last event of the pair is of 2020-01-01.')
  })

  it('where she can be reached: ninety days after a newer one of the same person, without a review', () => {
    const where = (on: string, person = 'she') =>
      ({ on, type: 'voice.contact-safety-set', keep: 'r6_loc_90d', harmed: [[person, 'adult']] }) as const
    expect(due([where('2025-01-01'), where('2025-02-01', 'other')], '2026-01-01')).toEqual([])
    expect(due([where('2025-01-01'), where('2025-03-01')], '2025-05-30')).toEqual([])
    expect(due([where('2025-01-01'), where('2025-03-01')], '2025-05-31')).toEqual([
      ['2025-05-31', 'automatic', 1, 'Kept for 90 days: a newer one took its place on 2025-03-01.'],
    ])
  })

  it('a tombstone: never', () => {
    expect(due([{ on: '2000-01-01', keep: 'r10_erased_tombstone' }], '2100-01-01')).toEqual([])
  })
})

describe('a hold', () => {
  const old = { on: '2010-01-01' }
  const holds = (events: readonly Given[], more: Partial<KeptCase> = {}) => {
    const { holds: found, items } = caseDue(kept(events, more), '2026-01-01')
    return [found.length, items.length]
  }

  it('stops every clock: by decision until it is lifted, each ground by itself', () => {
    expect(holds([old], { decided: [decided('hold', 'inquiry')] })).toEqual([1, 0])
    expect(holds([old], { decided: [decided('hold', 'inquiry'), decided('lift', 'litigation')] })).toEqual([1, 0])
    expect(holds([old], { decided: [decided('hold', 'inquiry'), decided('lift', 'inquiry')] })).toEqual([0, 1])
  })

  it('by an event of the class for reviews, a death that is reviewed, and a request that is not answered', () => {
    const request = (status: string) => ({
      on: '2010-01-02',
      type: 'rights.request-updated',
      harmed: [],
      facts: { kind: 'erasure', status },
    })
    expect(holds([{ ...old, keep: 'r8_review_hold' }])).toEqual([1, 0])
    expect(holds([old, { on: '2010-02-01', type: 'case.closed', facts: { reason: 'victim_deceased_review_hold' } }])).toEqual([1, 0])
    expect(holds([old, request('in_review')])).toEqual([1, 0])
    expect(holds([old, request('in_review'), request('granted')])[0]).toBe(0)
  })

  it('is no extension: that keeps what is to be reviewed until its day, and nothing else', () => {
    const extended = caseDue(kept([old], { decided: [decided('extend', 'safeguarding', '2026-06-01')] }), '2026-01-01')
    expect([extended.extendedUntil, extended.items]).toEqual(['2026-06-01', []])
    expect(due([old], '2026-06-02', { decided: [decided('extend', 'safeguarding', '2026-06-01')] })).toHaveLength(1)
  })
})
