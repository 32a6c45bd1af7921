import { createHmac } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { proceedingTokens, staffToken, token } from '../../../core/linking/tokens.ts'

const secret = Buffer.alloc(32, 7)

describe('tokens', () => {
  it('are the HMAC of kind, a zero byte and value, in hex', () => {
    expect(token(secret, 'PNC', '2007/0418823Y')).toBe(
      createHmac('sha256', secret).update('PNC').update(Buffer.of(0)).update('2007/0418823Y').digest('hex'),
    )
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
