import { expect, it } from '@jest/globals'
import { decisionErrors, isGiven, type DecidedField } from '../../../core/subject-access/decisions.ts'

const REASON = 'Her own account of it, and nobody else is named.'
const field = (given: Partial<DecidedField>): DecidedField => ({ ref: '1/details/x', proposal: 'A', decision: null, reason: '', ...given })

it('gives what is proposed unless it is left out, and what is to be weighed only when it was decided', () => {
  expect([
    isGiven(field({})),
    isGiven(field({ proposal: 'R' })),
    isGiven(field({ decision: 'leave_out' })),
    isGiven(field({ proposal: 'P' })),
    isGiven(field({ proposal: 'P', decision: 'give' })),
  ]).toEqual([true, true, false, false, true])
})

it('wants a decision and a reason for what is to be weighed, and a reason for what is left out', () => {
  const codes = (given: Partial<DecidedField>) => decisionErrors([field(given)]).map(({ pointer, code }) => [pointer, code])
  expect(codes({})).toEqual([])
  expect(codes({ proposal: 'P' })).toEqual([['/1/details/x', 'not-decided']])
  expect(codes({ proposal: 'P', decision: 'give', reason: 'ok' })).toEqual([['/1/details/x', 'no-reason']])
  expect(codes({ decision: 'leave_out' })).toEqual([['/1/details/x', 'no-reason']])
  expect(codes({ proposal: 'P', decision: 'give', reason: REASON })).toEqual([])
  expect(codes({ proposal: 'P', decision: 'leave_out', reason: 'x'.repeat(501) })).toEqual([['/1/details/x', 'no-reason']])
})
