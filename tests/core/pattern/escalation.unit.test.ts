import { describe, expect, it } from '@jest/globals'
import { escalationView } from '../../../core/pattern/escalation.ts'
import type { PatternItem } from '../../../core/pattern/item.ts'
import { gravityOf, incident, item } from './items.ts'

const ASOF = '2025-06-01'
const view = (items: readonly PatternItem[]) => escalationView(items, gravityOf, ASOF)
const signals = (items: readonly PatternItem[]) => view(items).signals.map(({ signal }) => signal)
const before = incident('2024-06-01', ['damage.property'])

describe('escalation', () => {
  it('is two signals of the last 90 days, and not one', () => {
    const breach = item('bail.breached', '2025-05-01', { behaviour: ['damage.property'] })
    const separation = item('risk.level-changed', '2025-05-10', { reasons: ['separation'] })
    expect(view([before, breach])).toMatchObject({ escalating: false, signals: [{ signal: 'breach', events: [breach.id] }] })
    expect(view([before, breach, separation])).toMatchObject({ since: '2025-03-03', escalating: true })
    expect(signals([{ ...breach, occurred: { from: '2025-03-02', precision: 'day' } }, separation])).toEqual(['separation'])
  })

  it('names the groups that are new, and nothing where nothing was known before', () => {
    const fresh = incident('2025-05-01', ['threat.harm', 'damage.property'])
    expect(view([before, fresh]).signals[0]).toMatchObject({ signal: 'new_tactic_group', groups: ['threat'], events: [fresh.id] })
    expect(signals([fresh])).toEqual([])
  })

  it('has a rise in gravity of two, with both events, against the two years before', () => {
    const graver = incident('2025-05-01', ['damage.property', 'animal.harm'])
    expect(view([before, graver]).signals).toContainEqual({
      signal: 'gravity',
      before: 4,
      now: 6,
      count: 2,
      events: [before.id, graver.id],
    })
    const longAgo = incident('2022-01-01', ['physical.strangulation'])
    expect(signals([longAgo, before, graver])).toContain('gravity')
    expect(signals([before, incident('2025-05-01', ['damage.property', 'economic.restrict_money'])])).not.toContain('gravity')
  })

  it('has a gap between days of abuse that was halved, of events that are dated to the day', () => {
    const days = ['2025-01-01', '2025-03-02', '2025-04-01'].map((on) => incident(on, ['damage.property']))
    expect(view(days).signals).toEqual([{ signal: 'shorter_gap', before: 60, now: 30, count: 3, events: days.map(({ id }) => id) }])
    expect(signals([...days.slice(0, 2), incident('2025-04-02', ['damage.property'])])).toEqual([])
    expect(signals([...days.slice(0, 2), incident('2025-04', ['damage.property'])])).toEqual([])
  })

  it('takes no alert of a tag for a breach, and has reasons of agencies beside the signals, none of health', () => {
    const alert = item('monitoring.alert-raised', '2025-05-02', { alert: 'zone_entry' })
    const level = item('risk.level-changed', '2025-05-03', { reasons: ['release', 'pregnancy', 'mental_health_change'] })
    expect(view([before, alert, level])).toMatchObject({ signals: [], reasons: [{ reason: 'release', events: [level.id] }] })
  })
})
