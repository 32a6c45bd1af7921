import { createHmac } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { hmacSha256 } from '../../../core/sealing/hmac.ts'

const bytes = (maxLength: number) => fc.uint8Array({ maxLength })

describe('HMAC-SHA-256', () => {
  it('is that of OpenSSL, for keys up to a block', () => {
    fc.assert(fc.property(bytes(64), fc.array(bytes(200), { maxLength: 4 }), (key, parts) =>
      hmacSha256(key, parts).equals(createHmac('sha256', key).update(Buffer.concat(parts)).digest())))
  })

  it('is that of RFC 4231, test case 2', () => {
    const mac = hmacSha256(Buffer.from('Jefe'), [Buffer.from('what do ya want '), Buffer.from('for nothing?')])
    expect(mac.toString('hex')).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843')
  })

  it('refuses a key that would have to be hashed first', () => {
    expect(() => hmacSha256(Buffer.alloc(65), [])).toThrow(RangeError)
  })
})
