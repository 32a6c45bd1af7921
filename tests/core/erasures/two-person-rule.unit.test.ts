import { describe, expect, it } from '@jest/globals'
import type { ErasureProposed } from '../../../core/control/entry.ts'
import { ERASURE_ORDERED, type ErasureOrdered } from '../../../core/control/entry.ts'
import { controlState, type Agency } from '../../../core/control/state.ts'
import { refusalOfEraser, refusalOfScope, toOrder } from '../../../core/erasures/two-person-rule.ts'

const agencies = new Map<string, Agency>([
  ['operator', { name: 'Operator', type: 'bus_operator', areas: [], oversight: true }],
  ['police', { name: 'Police', type: 'police', areas: [], oversight: false }],
])
const NOW = Date.parse('2026-03-20T00:00:00Z')
const proposed: ErasureProposed = {
  at: '2026-03-10T00:00:00.000Z',
  id: 'one',
  cases: ['case-1'],
  people: [],
  reader: '',
  classes: [],
  whole_events: false,
  reason: 'court_order',
  proposed_by: 'first',
  role: 'dpo',
}
const by = (token: string, role = 'system_admin', agency = 'operator') => ({ token, role, agency })
const order = (person: ReturnType<typeof by>, change: Partial<ErasureProposed> = {}, now = NOW) =>
  toOrder({ agencies, erasuresProposed: new Map([['one', { ...proposed, ...change }]]) }, person, 'one', now)

describe('who may order an erasure', () => {
  it('two people of oversight, a data protection officer among them', () => {
    expect(order(by('second'))).toEqual(proposed)
    expect(order(by('second', 'dpo'), { role: 'system_admin' })).toMatchObject({ id: 'one' })
    expect(order(by('second'), { role: 'system_admin' })).toMatch(/data protection officer/)
  })

  it('never one person, nor anybody of an agency whose people see cases, nor another role', () => {
    expect(order(by('first', 'dpo'))).toMatch(/Another person/)
    expect(refusalOfEraser(by('second', 'dpo', 'police'), agencies)).toMatch(/bus operator/)
    expect(refusalOfEraser(by('second', 'auditor'), agencies)).toMatch(/dpo, system_admin/)
    expect(refusalOfEraser(by('second', 'dpo'), agencies)).toBeUndefined()
  })

  it('not after a fortnight, and not what nobody has proposed', () => {
    expect(order(by('second'), {}, NOW + 5 * 86_400_000)).toMatch(/older than 14 days/)
    expect(toOrder({ agencies, erasuresProposed: new Map() }, by('second'), 'one', NOW)).toMatch(/Nobody has proposed/)
  })
})

it('what is not as it must be is said by the name of its option', () => {
  const known = { subjects: new Set(['he']), classes: new Set(['VIC_LOC']) }
  const scope = { cases: ['case-1'], people: [], reader: '', classes: [], whole_events: false }
  expect(refusalOfScope(scope, known)).toBeUndefined()
  expect(refusalOfScope({ ...scope, people: ['he'] }, known)).toMatch(/perpetrator/)
  expect(refusalOfScope({ ...scope, people: ['he'], classes: ['VIC_LOC'] }, known)).toBeUndefined()
  expect(refusalOfScope({ ...scope, classes: ['HERS'] }, known)).toMatch(/^--class/)
  expect(refusalOfScope({ ...scope, whole_events: true }, known)).toMatch(/^--whole-events/)
  expect(refusalOfScope({ ...scope, cases: [], reader: 'ab', classes: ['VIC_LOC'] }, known)).toMatch(/--class/)
})

it('an order with one person behind it is none, and of an id the first counts', () => {
  const entry = (change: Partial<ErasureOrdered>) => {
    const { at, id, cases, people, reader, classes, whole_events, reason } = proposed
    const scope = { at, id, cases, people, reader, classes, whole_events, reason }
    return { type: ERASURE_ORDERED, value: { ...scope, ordered_by: ['first', 'second'], ...change } } as const
  }
  expect(controlState([entry({ ordered_by: ['first', 'first'] })]).erasuresOrdered.size).toBe(0)
  expect(controlState([entry({}), entry({ reason: 'published_in_error' })]).erasuresOrdered.get('one')?.reason).toBe('court_order')
})
