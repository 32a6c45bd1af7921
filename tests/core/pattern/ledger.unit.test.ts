import { describe, expect, it } from '@jest/globals'
import type { PatternItem } from '../../../core/pattern/item.ts'
import { ledgerView } from '../../../core/pattern/ledger.ts'
import { ordersView } from '../../../core/pattern/orders.ts'
import type { Level } from '../../../core/pattern/views.ts'
import { item } from './items.ts'

const ASOF = '2025-06-01'
const CARE = { id: 'norshire-csc', name: 'Norshire Children’s Services', type: 'childrens_social_care' }
const PROBATION = { id: 'norshire-probation', name: 'Norshire Probation', type: 'probation' }
const rows = (items: readonly PatternItem[], level: Level = 'whole') =>
  ledgerView(items, ordersView(items, ASOF).items, level, ASOF)?.rows ?? []
const ask = (more: object = {}, agency = CARE) =>
  item(
    'engagement.expectation-set',
    '2025-01-01',
    { expectation_id: 'X1', kind: 'leave_home', due: '2025-02-01', check_by: 'norshire-csc', ...more },
    { agency },
  )
const answer = (on: string, code: string, agency = CARE) =>
  item('engagement.expectation-answered', on, { expectation_id: 'X1', answer: code, agency_response: 'Warned' }, { agency })

describe('the ledger of what was asked of him', () => {
  it('has who asked, when, by when, what he did and what the agency did next', () => {
    const [asked, answered] = [ask(), answer('2025-02-03', 'part_met')]
    expect(rows([asked, answered])).toMatchObject([
      {
        kind: 'expectation',
        asked_by: CARE,
        asked_on: '2025-01-01',
        due: '2025-02-01',
        asked: ['leave_home'],
        state: 'answered',
        answers: [{ event: answered.id, answer: 'part_met', next: 'Warned' }],
        events: [asked.id, answered.id],
      },
    ])
  })

  it('puts what was never checked in the name of the agency that was to check, once it is due', () => {
    expect(rows([ask()])).toMatchObject([{ state: 'unchecked', unchecked_by: { id: 'norshire-csc', name: CARE.name } }])
    expect(rows([ask({ due: '2025-06-01' })])).toMatchObject([{ state: 'open', unchecked_by: null }])
    expect(rows([ask({ due: undefined })])).toMatchObject([{ state: 'open' }])
    expect(rows([ask({ due: '2025-12-01' }), answer('2025-03-01', 'not_checked')])).toMatchObject([{ state: 'unchecked' }])
    expect(rows([ask({ check_by: undefined }, PROBATION)])).toMatchObject([{ unchecked_by: { id: 'norshire-probation' } }])
  })

  it('has an answer to what nobody is shown to have asked', () => {
    const found = ledgerView([answer('2025-03-01', 'not_met')], [], 'whole', ASOF)
    expect(found).toMatchObject({
      unset: 1,
      rows: [{ asked_by: null, asked_on: null, state: 'answered', answers: [{ answer: 'not_met' }] }],
    })
  })

  it('takes an answer for one to an ask of the same agency, or of whom it names to check; references of others may be the same', () => {
    expect(rows([ask(), answer('2025-02-03', 'met', PROBATION)])).toHaveLength(2)
    expect(rows([ask({ check_by: 'norshire-probation' }), answer('2025-02-03', 'met', PROBATION)])).toHaveLength(1)
  })

  it('pairs a resolution with what became of it; one that was not issued asks nothing', () => {
    const issued = item('oocr.issued', '2025-01-05', { oocr_id: 'R1', issued: true, conditions: 'Attend', completion_due: '2025-04-01' })
    const kept = item('oocr.compliance-recorded', '2025-02-01', { oocr_id: 'R1', compliance: 'not_met', breach_action: 'warned' })
    expect(rows([issued, kept])).toMatchObject([
      { kind: 'resolution', wording: 'Attend', answers: [{ answer: 'not_met', next: 'warned' }] },
    ])
    expect(rows([item('oocr.issued', '2025-01-05', { oocr_id: 'R1', issued: false })])).toEqual([])
  })

  it('says that there was no place, where a programme had none', () => {
    const referral = item('programme.referral-made', '2025-01-01', { referral_id: 'P1', intervention_type: 'drive' })
    const none = item('programme.status-changed', '2025-02-01', { referral_id: 'P1', status: 'declined_no_provision' })
    expect(rows([referral, none])).toMatchObject([{ kind: 'programme', state: 'no_provision', asked: ['drive'] }])
  })

  it('has what orders and bail ask, and their breaches', () => {
    const order = item('order.made', '2025-01-01', {
      order_id: 'O1',
      order_type: 'dapo',
      requirements: ['no_contact'],
      expires_on: '2025-12-31',
    })
    const breach = item('order.breached', '2025-02-01', { order_id: 'O1', response: 'arrested' })
    expect(rows([order, breach])).toMatchObject([
      { kind: 'order', asked: ['no_contact'], due: '2025-12-31', state: 'in_force', answers: [{ answer: 'breached', next: 'arrested' }] },
    ])
    expect(rows([breach])).toMatchObject([{ kind: 'order', asked_by: null, state: 'not_known' }])
  })

  it('says nothing of agencies where it is reduced, and is nothing where there is none', () => {
    expect(rows([ask()], 'reduced')).toMatchObject([{ state: 'unchecked', unchecked_by: null }])
    expect(rows([ask(), answer('2025-02-03', 'met')], 'reduced')[0]?.answers).toMatchObject([{ next: null }])
    expect(ledgerView([ask()], [], 'none', ASOF)).toBeNull()
  })
})
