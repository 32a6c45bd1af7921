import { createHmac } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { linkingSecret, proceedingTokens, staffToken, token } from '../../../core/linking/tokens.ts'

const secret = Buffer.alloc(32, 7)

describe('tokens', () => {
  it('are the HMAC of kind, a zero byte and value, in hex', () => {
    expect(token(secret, 'PNC', '2007/0418823Y')).toBe(
      createHmac('sha256', secret).update('PNC').update(Buffer.of(0)).update('2007/0418823Y').digest('hex'),
    )
  })

  it('are the same of the bytes of a secret and of one that is ready, whatever the text and however long', () => {
    const ready = linkingSecret(secret)
    for (const value of ['', 'Zoë Ōe', '\u{1F600}', '\uD800', 'x'.repeat(5_000), 'jane doe']) {
      const expected = createHmac('sha256', secret).update(`name\0${value}`).digest('hex')
      expect([token(ready, 'name', value), token(secret, 'name', value)]).toEqual([expected, expected])
    }
    expect(() => linkingSecret(Buffer.alloc(65))).toThrow(RangeError)
  })

  it('differ by kind and by secret', () => {
    expect(token(secret, 'CRN', 'X418823')).not.toBe(token(secret, 'NOMIS', 'X418823'))
    expect(token(secret, 'CRN', 'X418823')).not.toBe(token(Buffer.alloc(32, 8), 'CRN', 'X418823'))
  })

  it('name staff by agency and id, or everybody of an agency', () => {
    expect(staffToken(secret, 'norshire-idva:dana')).toBe(token(secret, 'staff', 'norshire-idva:dana'))
    expect(staffToken(secret, 'norshire-idva')).not.toBe(staffToken(secret, 'norshire-idva:'))
  })

  it('name a proceeding once per area of the agency', () => {
    const [norshire, westmere] = proceedingTokens(secret, 'em', ['norshire', 'westmere'], 'KE1')
    expect(norshire).toBe(token(secret, 'em', 'norshire\0KE1'))
    expect(westmere).toBe(token(secret, 'em', 'westmere\0KE1'))
  })
})
