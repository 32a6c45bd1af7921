import { describe, expect, it } from '@jest/globals'
import { verdictOf } from '../../../producers/agency-client/verdict.ts'
import type { Waiting } from '../../../producers/agency-client/waiting.ts'

const waiting = (position: number): Waiting => ({ position, id: `id-${String(position)}`, source: '/agencies/a/b', body: '{}' })
const [one, two] = [waiting(1), waiting(2)]
const answer = (status: number, body?: unknown) => ({ status, retryAfter: null, body })
const accepted = ({ id, source }: Waiting) => ({ id, source, status: 'accepted', receipt: 'r' })
const error = (pointer: string) => ({ pointer, code: 'G03', detail: 'Is missing.' })

describe('what an answer means for the events sent', () => {
  it('takes a held event as delivered: it has a receipt', () => {
    const results = [{ id: one.id, source: one.source, status: 'held', receipt: 'r', errors: [error('/0/data')] }]
    expect(verdictOf(answer(202, { results }), [one])).toMatchObject({ kind: 'settled', delivered: [one], refused: [], unanswered: [] })
  })

  it.each(['received', 'accepted'])('takes the word of today and the one of before: %s, with a receipt or without', (status) => {
    const results = [
      { id: one.id, source: one.source, status, receipt: 'r' },
      { id: two.id, source: two.source, status },
    ]
    expect(verdictOf(answer(202, { results }), [one, two])).toMatchObject({
      kind: 'settled',
      delivered: [one, two],
      refused: [],
      unanswered: [],
    })
  })

  it('points into the event, not into the batch', () => {
    const results = [accepted(one), { id: two.id, source: two.source, status: 'rejected', errors: [error('/1/data/details')] }]
    expect(verdictOf(answer(202, { results }), [one, two])).toMatchObject({
      delivered: [one],
      refused: [{ event: two, errors: [error('/data/details')] }],
    })
  })

  it('goes by the place when the service does not say the id back', () => {
    const results = [{ id: null, source: null, status: 'rejected', errors: [error('/0/id')] }, accepted(two)]
    expect(verdictOf(answer(202, { results }), [one, two])).toMatchObject({
      delivered: [two],
      refused: [{ event: one, errors: [error('/id')] }],
    })
  })

  it('keeps what has no result, a result of another source, or one that it does not know', () => {
    const results = [
      { ...accepted(one), source: '/agencies/x/y' },
      { id: two.id, source: two.source, status: 'pondered' },
    ]
    expect(verdictOf(answer(202, { results }), [one, two])).toMatchObject({ delivered: [], refused: [], unanswered: [one, two] })
  })

  it.each([200, 201, 204, 301, 401, 404, 408, 415, 425, 429, 500, 503])('keeps everything on %i without errors', (status) => {
    expect(verdictOf(answer(status), [one])).toEqual({ kind: 'retry' })
    expect(verdictOf(answer(status), [one, two])).toEqual({ kind: 'retry' })
  })

  it('says something of an event that is refused without a word', () => {
    expect(verdictOf(answer(400), [one])).toMatchObject({ refused: [{ errors: [{ pointer: '', code: 'http-400' }] }] })
  })

  it.each([null, 'text', [], { results: 'none' }, { results: [null, 7] }, { errors: [null, 'x', {}] }])(
    'survives an answer that is %j',
    (body) => {
      const hasResults = Array.isArray((body as { results?: unknown } | null)?.results)
      expect(verdictOf(answer(202, body), [one])).toMatchObject(hasResults ? { unanswered: [one] } : { kind: 'retry' })
      expect(verdictOf(answer(422, body), [one]).kind).toBe('settled')
    },
  )
})
