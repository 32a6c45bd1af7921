import { describe, expect, it } from '@jest/globals'
import { PROBLEMS } from '../../../gateway/api/problem.ts'
import { asProblem } from '../../../gateway/api/send-problem.ts'
import { ReadRefused, REFUSALS, type RefusalCode } from '../../../gateway/read/outcome.ts'

const STATUS: Readonly<Record<RefusalCode, number>> = {
  'not-found': 404,
  'unknown-cursor': 404,
  'invalid-request': 400,
  deny_role_purpose: 403,
  deny_channel: 403,
  deny_justification: 403,
  deny_allocation: 403,
  deny_approval: 403,
  deny_break_glass: 403,
  'second-person': 403,
  suppressed: 403,
  'not-oversight': 403,
  'own-reads': 403,
  'too-many-today': 429,
  'not-recorded': 503,
}

describe('a read that was refused', () => {
  it.each(Object.entries(STATUS))('is answered as it is: %s is %d', (code, status) => {
    const problem = asProblem(new ReadRefused(code as RefusalCode))
    expect([problem.code, PROBLEMS[problem.code].status]).toEqual([code, status])
  })

  it('says what is wrong, after how long it may be tried again, and to the log why', () => {
    const errors = [{ pointer: '/until', code: 'wrong-term', detail: 'Give a day of the next six months.' }]
    const cause = new Error('The log is away.')
    expect(asProblem(new ReadRefused('invalid-request', { errors })).extras).toEqual({ errors })
    expect(asProblem(new ReadRefused('too-many-today', { retryAfter: 7 })).extras).toEqual({ retryAfter: 7 })
    expect(asProblem(new ReadRefused('not-recorded', { cause })).cause).toBe(cause)
    expect('cause' in asProblem(new ReadRefused('not-found'))).toBe(false)
  })

  it('does not tell a block, or a role conflict, from a case that is not there', () => {
    expect([REFUSALS.not_found, REFUSALS.deny_role_conflict]).toEqual(['not-found', 'not-found'])
  })
})
