import { describe, expect, it } from '@jest/globals'
import type { PatternItem } from '../../../core/pattern/item.ts'
import { peopleIn } from '../../../core/pattern/people.ts'
import { headline, tacticsView } from '../../../core/pattern/tactics.ts'
import type { Level } from '../../../core/pattern/views.ts'
import { gravityOf, incident, item, LEANNE, PRIYA } from './items.ts'

const ASOF = '2025-06-01'
const IDVA = { id: 'norshire-idva', name: 'Norshire IDVA', type: 'idva_service' }
const view = (items: readonly PatternItem[], level: Level = 'whole', from?: string) =>
  tacticsView(items, peopleIn(items), gravityOf, { level, asOf: ASOF, from })

describe('tactics by group, month, person and agency', () => {
  const both = incident('2025-02-03', ['physical.assault', 'physical.restraint', 'threat.kill'], { harmed: [LEANNE, PRIYA] })
  const shownByGroup = incident('2025-03', ['control'], { state: 'reduced', agency: IDVA })

  it('have an event in a cell of each of its groups and people, and once in every total', () => {
    const found = view([both])
    expect(found?.cells.map(({ group, person, count }) => [group, person, count])).toEqual([
      ['physical', 'p1', 1],
      ['physical', 'p2', 1],
      ['threat', 'p1', 1],
      ['threat', 'p2', 1],
    ])
    expect(found?.total).toEqual({ count: 1, events: [both.id] })
    expect(found?.groups).toEqual([
      { group: 'physical', count: 1, events: [both.id], gravity: 6 },
      { group: 'threat', count: 1, events: [both.id], gravity: 9 },
    ])
    expect(found?.cells[0]?.tactics).toEqual([
      { tactic: 'physical.assault', events: [both.id] },
      { tactic: 'physical.restraint', events: [both.id] },
    ])
  })

  it('count an event that is shown by its groups, in its month, without a weight', () => {
    expect(view([shownByGroup])?.cells).toMatchObject([{ group: 'control', month: '2025-03', agency: IDVA, tactics: [] }])
    expect(view([shownByGroup])?.groups).toMatchObject([{ group: 'control', gravity: null }])
  })

  it('count abuse of which no tactic is shown, in no group', () => {
    expect(view([incident('2025-02-03', [])])?.groups).toMatchObject([{ group: null, count: 1 }])
  })

  it('say how many of an agency’s events in a month are breaches', () => {
    const breach = item('order.breached', '2025-02-20', { behaviour: ['stalking.following'] })
    expect(view([both, breach])?.agencies).toMatchObject([{ month: '2025-02', count: 2, breaches: { count: 1, events: [breach.id] } }])
  })

  it('say what he did to more than one of the people who are named', () => {
    const again = incident('2025-04-01', ['threat.harm'], { harmed: [PRIYA] })
    const first = incident('2025-01-01', ['threat.kill', 'damage.property'], { harmed: [LEANNE] })
    expect(view([first, again])?.across).toEqual([{ group: 'threat', count: 2, events: [first.id, again.id], people: ['p1', 'p2'] }])
  })

  it('have alerts and results of courts beside them, and in none of their counts', () => {
    const alert = item('monitoring.alert-raised', '2025-05-02', { alert: 'zone_entry' })
    const found = view([alert])
    expect(found?.total.count).toBe(0)
    expect(found?.beside).toMatchObject([{ kind: 'alert', month: '2025-05', events: [alert.id] }])
  })

  it('are without agencies and people where the view is reduced, and nothing where there is none', () => {
    const found = view([both], 'reduced')
    expect(found?.cells.map(({ person, agency }) => [person, agency])).toEqual([
      [null, null],
      [null, null],
    ])
    expect([found?.agencies, found?.across]).toEqual([[], []])
    expect(view([both], 'none')).toBeNull()
  })

  it('begin with the first day that is asked for', () => {
    expect(view([both, shownByGroup], 'whole', '2025-03-15')?.total.events).toEqual([shownByGroup.id])
    expect(view([both, shownByGroup], 'whole', '2025-04-01')?.total.events).toEqual([])
  })
})

describe('the sentence about the last six months', () => {
  it('has groups by how often, and breaches with the days between them; none where one is dated to a month', () => {
    const breach = (on: string) => item('bail.breached', on, { behaviour: ['stalking.following'] })
    const items = [incident('2024-11-30', ['damage.property']), breach('2025-01-10'), breach('2025-01-22'), breach('2025-03')]
    expect(headline(items, ASOF)).toEqual({
      since: '2024-12-01',
      groups: [{ group: 'stalking', count: 3, events: items.slice(1).map(({ id }) => id) }],
      breaches: { count: 3, events: items.slice(1).map(({ id }) => id) },
      days_between: [12, null],
    })
  })
})
