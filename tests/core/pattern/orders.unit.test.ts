import { describe, expect, it } from '@jest/globals'
import type { PatternItem } from '../../../core/pattern/item.ts'
import { ordersView } from '../../../core/pattern/orders.ts'
import { item } from './items.ts'

const ASOF = '2025-06-01'
const view = (...items: readonly PatternItem[]) => ordersView(items, ASOF)
const made = (more: object = {}) =>
  item('order.made', '2025-01-01', { order_id: 'O1', order_type: 'dapo', requirements: ['no_contact'], expires_on: '2025-12-31', ...more })
const status = (on: string, code: string) => item('order.status-changed', on, { order_id: 'O1', status: code })
const forced = (...items: readonly PatternItem[]) => view(...items).items.map(({ in_force: state, ends }) => [state, ends])

describe('an order', () => {
  it('is in force to the end of its last day', () => {
    expect(forced(made())).toEqual([['yes', '2025-12-31']])
    expect(forced(made({ expires_on: '2025-06-01' }))).toEqual([['yes', '2025-06-01']])
    expect(forced(made({ expires_on: '2025-05-31' }))).toEqual([['no', '2025-05-31']])
    expect(forced(made({ expires_on: '2025-06' }))).toEqual([['yes', '2025-06']])
    expect(forced(made({ expires_on: undefined }))).toEqual([['yes', null]])
  })

  it('is over when it was discharged, and has no end that is known when it was extended', () => {
    expect(forced(made(), status('2025-03-01', 'discharged'))).toEqual([['no', '2025-12-31']])
    expect(forced(made({ expires_on: '2025-05-01' }), status('2025-04-01', 'extended'))).toEqual([['yes', null]])
  })

  it('is not one where it was applied for, and is not known of where only its change is shown', () => {
    expect(forced(status('2025-03-01', 'applied'))).toEqual([['no', null]])
    expect(forced(status('2025-03-01', 'interim_made'))).toEqual([['yes', null]])
    expect(forced(status('2025-03-01', 'varied'))).toEqual([['not_known', null]])
  })

  it('has its breaches by its reference; a breach without one stands by itself, and the last of all is named', () => {
    const breach = item('order.breached', '2025-02-01', { order_id: 'O1', requirement: 'no_contact', response: 'arrested' })
    const loose = item('order.breached', '2025-03', { response: 'warned' })
    const found = view(made(), breach, loose)
    expect(found.items).toMatchObject([{ breaches: [{ event: breach.id, condition: 'no_contact', response: 'arrested' }] }])
    expect(found.breaches).toMatchObject([{ event: loose.id, on: '2025-03', condition: null }])
    expect(found.last_breach).toMatchObject({ event: loose.id })
  })

  it('is shown by a breach alone, and then it is not known whether it is in force', () => {
    const breach = item('order.breached', '2025-02-01', { order_id: 'O9', order_type: 'spo' })
    expect(view(breach).items).toMatchObject([{ ref: 'O9', type: 'spo', in_force: 'not_known', events: [breach.id] }])
  })
})

describe('bail', () => {
  const bail = (on: string, decision: string, more: object = {}) => item('bail.decided', on, { bail_id: 'B1', decision, ...more })

  it('has the conditions and the end that were said last', () => {
    const found = view(
      bail('2025-04-01', 'granted_conditional', { conditions: ['curfew'], applies_until: '2025-07-01' }),
      bail('2025-05-01', 'varied', { conditions: ['residence'] }),
    )
    expect(found.items).toMatchObject([{ kind: 'bail', conditions: ['residence'], ends: '2025-07-01', in_force: 'yes', last: 'varied' }])
  })

  it('is over when he was charged, and not known of where the decision is not shown', () => {
    expect(forced(bail('2025-04-01', 'granted_conditional'), bail('2025-05-01', 'ended_charged'))).toEqual([['no', null]])
    expect(forced(item('bail.decided', '2025-04', {}, { state: 'reduced' }))).toEqual([['not_known', null]])
  })

  it('has an end that is not known once it was extended without one', () => {
    expect(
      forced(bail('2025-02-01', 'granted_conditional', { applies_until: '2025-05-01' }), bail('2025-04-30', 'extended_court')),
    ).toEqual([['yes', null]])
  })
})

describe('a tag', () => {
  const tag = (on: string, code: string, more: object = {}) =>
    item('monitoring.status-changed', on, { em_id: 'E1', regime: 'DAPOL', em_types: ['curfew'], status: code, ...more })

  it('is in force when it is fitted, with its alerts and what goes with it', () => {
    const alert = item('monitoring.alert-raised', '2025-03-01', { em_id: 'E1', alert: 'zone_entry', response: 'recall_started' })
    const found = view(
      tag('2025-02-01', 'ordered'),
      tag('2025-02-03', 'fitted', { wraparound_programme: 'waiting', ends_on: '2025-08-01' }),
      alert,
    )
    expect(found.items).toMatchObject([
      {
        kind: 'tag',
        in_force: 'yes',
        ends: '2025-08-01',
        alerts: [{ event: alert.id, condition: 'zone_entry' }],
        wraparound: { programme: 'waiting', support: null },
      },
    ])
    expect(found.last_breach).toBeNull()
  })

  it.each(['ordered', 'not_fitted', 'suspended', 'ended', 'removed_without_authority'])('is not in force when it is %s', (code) => {
    expect(forced(tag('2025-02-01', code))).toEqual([['no', null]])
  })
})

describe('orders, bail and tags', () => {
  it('have those in force first, then the newest', () => {
    const [over, older, newer] = [
      made({ order_id: 'O0', expires_on: '2025-02-01' }),
      made({ order_id: 'O1' }),
      item('order.made', '2025-02-01', { order_id: 'O2' }),
    ]
    expect(view(over, older, newer).items.map(({ ref }) => ref)).toEqual(['O2', 'O1', 'O0'])
  })
})
