import { describe, expect, it } from '@jest/globals'
import { contentDigest, digestAsWritten } from '../../../core/linking/digest.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'

const secret = Buffer.alloc(32, 7)
const digest = (data: object, rest: Partial<AgencyEvent> = {}): string =>
  contentDigest(secret, {
    id: 'e',
    source: '/agencies/a/s',
    agency: 'a',
    system: 's',
    type: 't',
    time: '2025-01-01T00:00:00Z',
    data,
    ...rest,
  } as AgencyEvent)

describe('the digest of an event', () => {
  it.each([
    ['2025-01-01T01:00:00.100+01:00', '2025-01-01T00:00:00.1Z'],
    ['2025-01-01T00:00:00.000Z', '2024-12-31T23:00:00-01:00'],
    ['2025-01-01T00:00:00.000000001Z', '2025-01-01T01:00:00.000000001+01:00'],
  ])('is the same for one moment, written as %s and as %s', (one, other) => {
    expect(digest({ at: one, list: [{ at: other }] }, { time: one })).toBe(digest({ at: other, list: [{ at: one }] }, { time: other }))
  })

  it.each([
    ['2025-01-01T00:00:00.1Z', '2025-01-01T00:00:00.01Z'],
    ['2025-01-01T00:00:00.000000001Z', '2025-01-01T00:00:00Z'],
    ['2025-01-01', '2025-01-01T00:00:00Z'],
    ['at 2025-01-01T00:00:00.0Z', 'at 2025-01-01T00:00:00Z'],
  ])('differs between %s and %s', (one, other) => {
    expect(digest({ at: one })).not.toBe(digest({ at: other }))
  })

  it('is still made as before, for events that were sent before moments counted', () => {
    const event = {
      type: 't',
      time: '2025-01-01T00:00:00Z',
      data: { at: '2025-01-01T01:00:00+01:00', b: null, a: 1 },
    } as unknown as AgencyEvent
    expect(digestAsWritten(Buffer.alloc(32, 7), event)).toBe('3e90af4ace6dfee3190ba3665134222f2220a2912d77b786232ab5f5592847a5')
  })

  it('is the same whatever the order of fields, and with absent fields or nulls', () => {
    expect(digest({ a: 1, b: { c: ['x'], d: null } })).toBe(digest({ b: { c: ['x'] }, a: 1, e: undefined }))
  })

  it.each<[string, object, Partial<AgencyEvent>]>([
    ['a value', { a: 2 }, {}],
    ['the order of a list', { a: 1, l: ['y', 'x'] }, {}],
    ['a name', { b: 1 }, {}],
    ['the type', { a: 1, l: ['x', 'y'] }, { type: 'u' }],
    ['the time', { a: 1, l: ['x', 'y'] }, { time: '2025-01-01T00:00:01Z' }],
  ])('differs by %s', (_, data, rest) => {
    expect(digest(data, rest)).not.toBe(digest({ a: 1, l: ['x', 'y'] }))
  })
})
