import { describe, expect, it } from '@jest/globals'
import { missingWords } from '../../../consumers/lost-keys/words.ts'

describe('what a start says of keys that are missing', () => {
  it('is how many, of how many events, from when to when, what it means and what to do', () => {
    const words = missingWords({ keys: 34, events: 21, openings: 1, first: '2026-05-03T10:00:00.000Z', last: '2026-05-03T11:00:00.000Z' })
    expect(words).toContain(
      'The vault lacks 34 keys, of 21 events and 1 reader or case of access records, logged from 2026-05-03T10:00:00.000Z to 2026-05-03T11:00:00.000Z.',
    )
    expect(words).toContain('the vault is older than the logs')
    expect(words).toContain('throughline keys accept-loss')
  })
})
