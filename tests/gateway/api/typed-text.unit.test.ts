import { describe, expect, it } from '@jest/globals'
import { allocationBody } from '../../../gateway/api/allocations/bodies.ts'
import { confirmationBody } from '../../../gateway/api/confirmations/answer-body.ts'
import { stepUpBody } from '../../../gateway/api/step-up/bodies.ts'
import type { FieldError, Result } from '../../../schemas/codec/errors.ts'

const REASON = 'A neighbour hears screams and a child; officers need to know what he has done before.'
const LOOKUP = { scheme: 'PNC', value: '2011/0090211X', birth_date: '1993-05-08' }
const ASKED = { worker: 'westmere-csc:w-1', role: 'social_worker', purpose: 'child_safeguarding', until: '2026-03-09' }
const EVENT = 'abcdefghijklmnopqrstuv'

type Body = (text: string) => Result<unknown>
/** Every form with words in it, those of the API and of the pages: both read them by these. */
const FORMS: readonly (readonly [name: string, field: string, body: Body])[] = [
  ['a justification', 'words', (words) => stepUpBody('justification', { words })],
  ['emergency access', 'reason', (reason) => stepUpBody('breakGlass', { reason })],
  [
    'an approval',
    'reason',
    (reason) => stepUpBody('approval', { asker: 'westmere-csc:w-1', class: 'TACTIC', purpose: 'child_safeguarding', days: 1, reason }),
  ],
  ['a search for a person', 'reason', (reason) => stepUpBody('lookup', { ...LOOKUP, reason })],
  ['leave to open it again', 'reason', (reason) => stepUpBody('allowance', { reason })],
  ['a review', 'note', (note) => stepUpBody('review', { outcome: 'justified', note })],
  ['an allocation', 'reason', (reason) => allocationBody('allocation', { ...ASKED, event: EVENT, reason })],
  ['the end of one', 'reason', (reason) => allocationBody('end', { reason })],
  ['a request for one', 'reason', (reason) => allocationBody('request', { ...ASKED, about: { kind: 'marac', id: 'x' }, reason })],
  ['its approval', 'reason', (reason) => allocationBody('approval', { request: 'x', reason })],
  ['an answer to a line', 'reason', (reason) => confirmationBody({ answer: 'confirmed', reason })],
]
const errorsOf = (result: Result<unknown>): readonly FieldError[] => (result.ok ? [] : result.errors)

describe('what somebody types into a form', () => {
  it.each(FORMS)('may have tabs and line ends: %s', (_name, field, body) => {
    expect(errorsOf(body(`${REASON}\r\n\tShe rang again.\n`)).filter(({ pointer }) => pointer === `/${field}`)).toEqual([])
  })

  it.each(FORMS)('is refused with a control character, as an event is, and the field is named: %s', (_name, field, body) => {
    for (const control of ['\u0000', '\u0007', '\u001b[2J', '\u007f', '\u0085', '\u000c']) {
      for (const text of [`${REASON}${control}`, `${REASON.slice(0, 50)}${control}${REASON.slice(50)}`]) {
        const found = errorsOf(body(text)).filter(({ pointer }) => pointer === `/${field}`)
        expect(found).toEqual([
          { pointer: `/${field}`, code: 'wrong-format', detail: expect.stringContaining('Has a control character, such as U+0000') },
        ])
        expect(found[0]?.detail).not.toContain(control)
      }
    }
  })

  it.each<readonly [string, string, Result<unknown>]>([
    ['the identifier of a search', '/value', stepUpBody('lookup', { ...LOOKUP, value: '2011\u0000', reason: REASON })],
    ['a number at the desk', '/number', allocationBody('desk', { about: LOOKUP, number: 'C/1\u001b' })],
    ['the id of a proceeding', '/about', allocationBody('request', { ...ASKED, about: { kind: 'marac', id: 'x\u0000' }, reason: REASON })],
  ])('is refused with one in %s', (_name, pointer, result) => {
    expect(errorsOf(result).map((error) => error.pointer)).toContain(pointer)
  })
})
