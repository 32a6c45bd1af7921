import { describe, expect, it } from '@jest/globals'
import { createCaseIds } from '../../../gateway/read/case-ids.ts'
import { createCursors } from '../../../gateway/read/cursor.ts'
import { createEventIds } from '../../../gateway/read/event-ids.ts'
import { agencyNamed, caseLogNamed } from '../../fixtures/ids.ts'

const secret = Buffer.alloc(32, 7)
const CASE = caseLogNamed('6b1f7c7e-52a1-4ad0-8a44-3d1d26b4e001')

describe('a case id', () => {
  const ids = createCaseIds(secret)
  it('leads its own agency back to the case, and another agency nowhere near it', () => {
    const id = ids.outside(agencyNamed('norshire-marac'), CASE)
    expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/)
    expect(ids.inside(agencyNamed('norshire-marac'), id)).toBe(CASE)
    expect(ids.inside(agencyNamed('westmere-marac'), id)).not.toBe(CASE)
    expect(ids.outside(agencyNamed('westmere-marac'), CASE)).not.toBe(id)
  })
  it.each(['', 'AAAA', 'A'.repeat(23), `${'A'.repeat(21)}B`, '../../../../etc/passwd'])('that nobody was given (%s) is none', (id) => {
    expect(ids.inside(agencyNamed('norshire-marac'), id)).toBeUndefined()
  })
})

describe('an event id', () => {
  it('is the same for a reader always, and another for another reader', () => {
    const event = { agency: agencyNamed('a'), system: 's', event_id: 'e' }
    expect(createEventIds(secret, 'x:1')(event)).toBe(createEventIds(secret, 'x:1')(event))
    expect(createEventIds(secret, 'x:2')(event)).not.toBe(createEventIds(secret, 'x:1')(event))
  })
})

describe('a cursor', () => {
  const cursors = createCursors(secret)
  it('opens for the same list and reader only', () => {
    const cursor = cursors.seal(['timeline', 'reader'], 'place')
    expect(cursors.open(['timeline', 'reader'], cursor)).toBe('place')
    for (const list of [['timeline', 'other'], ['receipts', 'reader'], ['timeline'], ['timeline\nreader']])
      expect(cursors.open(list, cursor)).toBeUndefined()
    expect(cursors.open(['timeline', 'reader'], `${cursor.slice(0, -1)}${cursor.endsWith('A') ? 'B' : 'A'}`)).toBeUndefined()
  })
  it('is as long for a short place as for a longer one', () => {
    expect(cursors.seal(['x'], '1').length).toBe(cursors.seal(['x'], '123456789').length)
  })
})
