import { describe, expect, it } from '@jest/globals'
import { fromBase64, fromDecimal } from '../../../../core/transparency-log/notes/base64.ts'

describe('base64', () => {
  it('has one spelling', () => {
    expect(fromBase64('AAE=')).toEqual(Buffer.from([0, 1]))
    // Unused bits set, no padding, the alphabet of URLs, white space: all are read by Node itself.
    for (const text of ['AAF=', 'AAE', 'AA-_', 'AAE=\n', ' AAE=', 'AAE==', 'ÄAE=']) expect(fromBase64(text)).toBeUndefined()
  })
})

describe('a decimal number', () => {
  it('has one spelling', () => {
    expect(['0', '7', '9007199254740991'].map(fromDecimal)).toEqual([0, 7, Number.MAX_SAFE_INTEGER])
    for (const text of ['', '00', '07', '+7', '-7', '7.0', '7e2', ' 7', '٧', '9007199254740992', '18446744073709551616'])
      expect(fromDecimal(text)).toBeUndefined()
  })
})
