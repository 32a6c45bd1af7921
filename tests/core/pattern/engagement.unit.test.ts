import { describe, expect, it } from '@jest/globals'
import { engagementView } from '../../../core/pattern/engagement.ts'
import { incident, item } from './items.ts'

const bail = (on: string) => item('bail.decided', on, { decision: 'granted_conditional' })

describe('times in which no agency engaged him', () => {
  it('are longer than 90 days, from one engagement to the next, the last to the day', () => {
    const [first, second, third] = [bail('2025-01-01'), bail('2025-04-01'), bail('2025-07-01')]
    expect(engagementView([first, second, third], '2025-09-29')).toMatchObject({
      gaps: [{ since: '2025-04-01', until: '2025-07-01', days: 91, open: false, from: second.id, to: third.id }],
      longest: 91,
      last: { event: third.id, on: '2025-07-01' },
    })
    expect(engagementView([first], '2025-04-02').gaps).toMatchObject([
      { days: 91, open: true, from: first.id, to: null, until: '2025-04-02' },
    ])
  })

  it('begin with abuse that was known, where nobody engaged him for it', () => {
    const known = incident('2025-01-01', ['physical.assault'])
    expect(engagementView([known], '2025-05-01').gaps).toMatchObject([{ since: '2025-01-01', days: 120, from: known.id, open: true }])
    expect(engagementView([item('consent.recorded', '2025-01-01')], '2025-05-01')).toMatchObject({ gaps: [], longest: null, last: null })
  })

  it('have the times at which he was seen without being engaged', () => {
    const seen = item('engagement.contact-recorded', '2025-02-01', { mode: 'home_visit', engagement: 'superficial' })
    const view = engagementView([bail('2025-01-01'), seen], '2025-05-01')
    expect(view.gaps).toMatchObject([{ days: 120, seen: [seen.id] }])
    expect(view.seen).toEqual({ count: 1, events: [seen.id] })
  })

  it('are never longer than is known: a month stands for all its days', () => {
    const month = { ...bail('2025-01'), occurred: { from: '2025-01', precision: 'month' } }
    expect(engagementView([month], '2025-05-02').gaps).toMatchObject([{ since: '2025-01-31', days: 91 }])
    expect(engagementView([month], '2025-05-01').gaps).toEqual([])
  })
})
