import { describe, expect, it } from '@jest/globals'
import { entryBundle, parseEntryBundle } from '../../../../core/transparency-log/tiles/entry-bundle.ts'

describe('a bundle of entries', () => {
  it('has each entry behind its length', () => {
    const entries = [Buffer.from('ab'), Buffer.alloc(0), Buffer.from('c')]
    expect(entryBundle(entries).toString('hex')).toBe('000261620000000163')
    expect(parseEntryBundle(entryBundle(entries))).toEqual(entries)
    expect(parseEntryBundle(Buffer.alloc(0))).toEqual([])
  })

  it.each(['00', '000261', '00016100', '0000ff'])('that ends within an entry (%s) is none', (hex) => {
    expect(parseEntryBundle(Buffer.from(hex, 'hex'))).toBeUndefined()
  })
})
