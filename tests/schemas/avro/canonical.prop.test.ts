import { describe, expect, it } from '@jest/globals'
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { canonicalJson } from '../../../schemas/avro/canonical.ts'

const reference = canonicalize as unknown as (value: unknown) => string

describe('canonical JSON of anything', () => {
  it('is what the package writes, byte for byte', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, noUnicodeString: false }), (value) => {
        expect(canonicalJson(value)).toBe(reference(value))
      }),
    )
  })

  it('leaves out members that are undefined, and refuses what no JSON has', () => {
    expect(canonicalJson({ b: undefined, a: [{ d: undefined, c: 1 }] })).toBe(reference({ b: undefined, a: [{ d: undefined, c: 1 }] }))
    expect(canonicalJson({ at: new Date(0) })).toBe(reference({ at: new Date(0) }))
    for (const number of [NaN, Infinity])
      for (const value of [number, [number], { a: number }]) expect(() => canonicalJson(value)).toThrow()
  })
})
