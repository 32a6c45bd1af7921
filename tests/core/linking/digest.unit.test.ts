import { describe, expect, it } from '@jest/globals'
import { contentDigest } from '../../../core/linking/digest.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'

const secret = Buffer.alloc(32, 7)
const digest = (data: object, rest: Partial<AgencyEvent> = {}): string =>
  contentDigest(secret, { id: 'e', source: '/agencies/a/s', agency: 'a', system: 's', type: 't', time: '2025-01-01T00:00:00Z', data, ...rest } as AgencyEvent)

describe('the digest of an event', () => {
  it('is the same whatever the order of fields, and with absent fields or nulls', () => {
    expect(digest({ a: 1, b: { c: ['x'], d: null } })).toBe(digest({ b: { c: ['x'] }, a: 1, e: undefined }))
  })

  it.each<[string, object, Partial<AgencyEvent>]>([
    ['a value', { a: 2 }, {}], ['the order of a list', { a: 1, l: ['y', 'x'] }, {}], ['a name', { b: 1 }, {}],
    ['the type', { a: 1, l: ['x', 'y'] }, { type: 'u' }], ['the time', { a: 1, l: ['x', 'y'] }, { time: '2025-01-01T00:00:01Z' }],
  ])('differs by %s', (_, data, rest) => { expect(digest(data, rest)).not.toBe(digest({ a: 1, l: ['x', 'y'] })) })
})
