import { describe, expect, it } from '@jest/globals'
import type { DecisionValue, RequestValue } from '../../../core/access-log/access-record.ts'
import { answerOf, answerOnRecord, RECALL_ANSWER } from '../../../core/access-log/recall-answer.ts'
import { readingsOf } from '../../../core/access-log/readings.ts'
import { caseLogNamed } from '../../fixtures/ids.ts'

const at = '2026-01-05T09:00:00.000Z'
const request = (page: RequestValue['page'] = {}): RequestValue => ({
  cases: [caseLogNamed('log-a'), caseLogNamed('log-b')],
  asked: null,
  channel: 'live',
  justified: false,
  page,
})
const versions = [
  { log: 'links', sequence: 7, chain: '' },
  { log: 'case:0', sequence: 3, chain: '' },
  { log: 'case:1', sequence: 9, chain: '' },
]
const decision: DecisionValue = {
  outcome: 'permit',
  events: [
    [0, 1, 'shown', 'exact', 'named'],
    [0, 2, 'shown', 'exact', 'named'],
    [1, 4, 'tombstone', 'exact', 'named'],
    [1, 5, 'reduced', 'month', 'type'],
  ],
  released: [
    [0, 1, []],
    [1, 4, []],
    [1, 5, []],
  ],
}

describe('the readings of an access record', () => {
  it('are the events of the page, each with the head of its case log; a tombstone is none', () => {
    expect(readingsOf({ action: 'timeline', at, outcome: 'permit', versions }, request(), decision)).toEqual([
      { caseLog: 'log-a', sequence: 1, head: 3, links: 7, readAt: at },
      { caseLog: 'log-b', sequence: 5, head: 9, links: 7, readAt: at },
    ])
  })

  it('are none of a list, of a notice, or of a refusal', () => {
    for (const action of ['case-list', 'case', 'recalls', 'harm-reviews'])
      expect(readingsOf({ action, at, outcome: 'permit', versions }, request(), decision)).toEqual([])
    expect(readingsOf({ action: 'timeline', at, outcome: 'not_found', versions }, request(), decision)).toEqual([])
  })
})

describe('an answer to a recall notice', () => {
  it('is what its access record holds', () => {
    for (const answer of [
      { recall: 'r', acted: 'no' },
      { recall: 'r', acted: 'yes', step: 'plan_changed' },
    ] as const)
      expect(answerOf({ action: RECALL_ANSWER, outcome: 'permit' }, request(answerOnRecord(answer)))).toEqual(answer)
  })

  it('is none of a refusal, of another read, or without a notice', () => {
    const page = answerOnRecord({ recall: 'r', acted: 'no' })
    expect(answerOf({ action: RECALL_ANSWER, outcome: 'not_found' }, request(page))).toBeUndefined()
    expect(answerOf({ action: 'timeline', outcome: 'permit' }, request(page))).toBeUndefined()
    expect(answerOf({ action: RECALL_ANSWER, outcome: 'permit' }, request())).toBeUndefined()
  })
})
