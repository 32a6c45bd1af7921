import { describe, expect, it } from '@jest/globals'
import type { PatternItem } from '../../../core/pattern/item.ts'
import { peopleIn } from '../../../core/pattern/people.ts'
import { repeatView, rfgView, serialView } from '../../../core/pattern/rfg.ts'
import { gravityOf, incident, item, LEANNE, PRIYA, UNNAMED } from './items.ts'

const ASOF = '2025-06-01'
const HIM = { birth_date: '1989-07-14' }
const rfg = (items: readonly PatternItem[]) => rfgView(items, peopleIn(items), gravityOf, ASOF)
const act = (on: string, tactics: readonly string[] = ['damage.property'], harmed: readonly object[] = [LEANNE]) =>
  incident(on, tactics, { harmed, subject: HIM })

describe('recency, frequency, gravity and victims', () => {
  it.each([
    ['2025-05-02', 30, 10],
    ['2025-05-01', 31, 8],
    ['2025-03-03', 90, 8],
    ['2025-03-02', 91, 6],
    ['2024-12-03', 180, 6],
    ['2024-12-02', 181, 4],
    ['2024-06-01', 365, 4],
    ['2024-05-31', 366, 2],
    ['2023-06-02', 730, 2],
  ])('give recency by the days since the last abuse: %s is %d days ago, %d', (on, days, value) => {
    expect(rfg([act(on)]).worked_out?.recency).toMatchObject({ days, value })
  })

  it('look at 24 months, and at 36 for victims', () => {
    const [old, older] = [act('2023-05-31'), act('2022-05-31', [], [PRIYA])]
    expect(rfg([old, older]).worked_out).toMatchObject({
      recency: { value: 0, days: null },
      frequency: { value: 0 },
      victims: { value: 2, adults: 1, events: [old.id] },
      total: 2,
    })
  })

  it('stop at ten each', () => {
    const many = Array.from({ length: 12 }, (_, at) => act(`2025-05-${String(at + 10)}`, ['physical.strangulation']))
    expect(rfg(many).worked_out).toMatchObject({
      frequency: { value: 10, abusive_events: 12 },
      gravity: { value: 10 },
      total: 32,
      out_of: 40,
    })
  })

  it('count a person once, and say that there may be more where one is shown by role alone', () => {
    expect(rfg([act('2025-05-01'), act('2025-05-02', [], [UNNAMED])]).worked_out?.victims).toMatchObject({
      adults: 1,
      at_least: true,
      value: 2,
    })
    expect(rfg([act('2025-05-02', [], [UNNAMED])]).worked_out?.victims).toMatchObject({ adults: 1, at_least: true, people: [], value: 2 })
  })

  it('count no child, but a former partner of any age', () => {
    const child = { ...PRIYA, role: 'child', relationship: 'child_of_subject' }
    expect(rfg([act('2025-05-01', [], [child])]).worked_out?.victims.adults).toBe(0)
    expect(rfg([act('2025-05-01', [], [{ ...PRIYA, role: 'child', relationship: 'ex_partner' }])]).worked_out?.victims.adults).toBe(1)
  })

  it('weigh no group, of which no tactic is shown, and no alert of a tag', () => {
    expect(rfg([act('2025-05-01', ['physical'])]).worked_out?.gravity).toEqual({ value: 0, tactic: null, events: [] })
    expect(rfg([act('2024-01-01'), item('monitoring.alert-raised', '2025-05-30')]).worked_out?.recency.value).toBe(2)
  })

  it('are not for anybody under 18 by any birth date that is shown, nor where none is', () => {
    const young = incident('2025-05-01', [], { subject: { birth_date: '2007-06-02' } })
    const score = item('risk.rfg-scored', '2025-05-01', { total: 30 })
    expect(rfg([young, act('2025-05-01'), score])).toEqual({ withheld: 'under_18', worked_out: null, published: [] })
    expect(rfg([incident('2025-05-01', [], { subject: { birth_date: '2007-06-01' } })]).withheld).toBeNull()
    expect(rfg([incident('2025-05-01', [])])).toMatchObject({ withheld: 'age_not_shown', worked_out: null })
  })

  it('stand beside a published score and change nothing of it, nor it of them', () => {
    const score = item('risk.rfg-scored', '2025-05-01', {
      recency: 8,
      frequency: 6,
      gravity: 10,
      victims: 6,
      total: 30,
      method_version: 'v3',
    })
    const alone = act('2025-05-01')
    expect(rfg([alone, score]).worked_out).toEqual(rfg([alone]).worked_out)
    expect(rfg([act('2025-05-01'), score]).published).toMatchObject([{ event: score.id, total: 30, method: 'v3' }])
  })
})

describe('serial', () => {
  const serial = (items: readonly PatternItem[]) => serialView(items, peopleIn(items), ASOF)

  it('is two adults in three years, and their events', () => {
    const [one, other] = [act('2022-06-01'), act('2025-01-01', [], [PRIYA])]
    expect(serial([one, other])).toMatchObject({ serial: 'yes', people: ['p1', 'p2'], events: [one.id, other.id] })
    expect(serial([act('2022-05-31'), other]).serial).toBe('no')
  })

  it('is not known where the other is shown by role alone', () => {
    expect(serial([act('2025-01-01'), act('2025-02-01', [], [UNNAMED])]).serial).toBe('not_known')
  })
})

describe('a repeat', () => {
  const referral = item('marac.referral-made', '2024-03-01')
  const repeat = (...items: readonly PatternItem[]) => repeatView([referral, ...items], peopleIn([referral, ...items]), ASOF)

  it('is new abuse of the same person within twelve months, said by any agency', () => {
    const again = act('2025-03-01')
    expect(repeat(again)).toMatchObject({ repeat: true, pairs: [{ referral: referral.id, until: '2025-03-01', events: [again.id] }] })
    expect(repeat(act('2025-03-02')).repeat).toBe(false)
    expect(repeat(act('2024-05-01', [], [PRIYA])).repeat).toBe(false)
    expect(repeat(act('2024-02-29')).repeat).toBe(false)
  })

  it('is of the last referral before it', () => {
    const second = item('marac.referral-made', '2024-09-01')
    expect(repeat(second, act('2024-12-01')).pairs).toMatchObject([{ referral: second.id }])
  })
})
