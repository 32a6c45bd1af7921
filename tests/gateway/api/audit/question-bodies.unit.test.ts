import { describe, expect, it } from '@jest/globals'
import { seenByBody, whoSawBody, whyBody } from '../../../../gateway/api/audit/question-bodies.ts'

const REASON = 'A complaint of 1 November.'

describe('the body of a question about reads', () => {
  it.each([
    ['a reason that says nothing', whoSawBody({ person: { family_name: 'Marsh' }, reason: 'Because' }), '/reason', 'Say why you ask'],
    ['nobody', whoSawBody({ person: {}, reason: REASON }), '/person', 'Give given_name and family_name'],
    ['a class that there is not', whoSawBody({ person: { family_name: 'Marsh' }, class: 'HOME', reason: REASON }), '/class', 'VIC_LOC'],
    ['a person and a case', whoSawBody({ person: { family_name: 'Marsh' }, people: ['x'], reason: REASON }), '', 'Give one of'],
    ['a name for a sign-in', seenByBody({ staff: 'Helen Strand', reason: REASON }), '/staff', '<agency>:<staff id>'],
    ['a record that has no id', whyBody({ record: 'the last one', reason: REASON }), '/record', 'id of an access record'],
  ] as const)('with %s says which field, and what would be right', (_what, body, pointer, words) => {
    expect(body).toEqual({ ok: false, errors: [expect.objectContaining({ pointer, detail: expect.stringContaining(words) })] })
  })

  it('takes days as they begin and end in London', () => {
    expect(seenByBody({ staff: 'norshire-police:m.vane', from: '2026-06-01', to: '2026-06-30', reason: REASON })).toMatchObject({
      ok: true,
      value: { from: '2026-05-31T23:00:00.000Z', to: '2026-06-30T22:59:59.999Z' },
    })
  })
})
