import { describe, expect, it } from '@jest/globals'
import { withSettings } from '../../../infra/database/address.ts'
import { scramVerifier } from '../../../infra/database/scram.ts'

describe('a database password', () => {
  it("becomes the verifier of RFC 7677's example, which PostgreSQL keeps", () => {
    const verifier = scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'))
    expect(verifier).toBe(
      'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
    )
  })

  it('is refused when it is not plain', () => {
    for (const password of ['', 'pén cil', 'a b']) expect(() => scramVerifier(password)).toThrow(TypeError)
  })
})

describe('the address of a database', () => {
  it('keeps its own settings before ours', () => {
    const address = new URL(
      withSettings('postgres://a:b@localhost:5/d?options=-c%20geqo%3Doff', {
        search_path: 'timeline,pg_temp',
        default_transaction_isolation: 'read committed',
      }),
    )
    expect(address.searchParams.get('options')).toBe(
      '-c geqo=off -c search_path=timeline,pg_temp -c default_transaction_isolation=read\\ committed',
    )
  })

  it('is refused when it is none, without a word of it', () => {
    for (const url of ['hunter2', 'http://hunter2', '']) {
      let message = ''
      try {
        withSettings(url, {})
      } catch (error) {
        message = String(error)
      }
      expect(message).toMatch(/^DatabaseError: DATABASE_URL must be/)
      expect(message).not.toContain('hunter2')
    }
  })
})
