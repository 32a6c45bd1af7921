import { describe, expect, it } from '@jest/globals'
import { partAad } from '../../../core/sealing/part-key.ts'
import { open, seal, sealingKey, SealError } from '../../../core/sealing/seal.ts'
import { agencyNamed } from '../../fixtures/ids.ts'

const key = Buffer.alloc(32, 1)

describe('sealing', () => {
  it('has the same bytes in every release: version, nonce, ciphertext, tag', () => {
    expect(seal(key, 'a', Buffer.from('the door')).toString('hex')).toBe(
      '012b506045791f94d0e3bce139b7c22f51e81a8e863b66db35cc81156503a0fe69a0aecb76',
    )
  })

  it('has the same bytes under a key that was made ready, however often it is used', () => {
    const ready = sealingKey(key)
    for (const text of ['the door', 'the window', 'the door'])
      expect(seal(ready, 'a', Buffer.from(text))).toEqual(seal(key, 'a', Buffer.from(text)))
    expect(open(ready, 'a', seal(ready, 'a', Buffer.from('the door'))).toString()).toBe('the door')
  })

  it('refuses what is too short, of another version, or sealed under a key of another length', () => {
    const sealed = seal(key, 'a', Buffer.from('x'))
    expect(() => open(key, 'a', sealed.subarray(0, 28))).toThrow(SealError)
    expect(() => open(key, 'a', Buffer.alloc(0))).toThrow(SealError)
    expect(() => open(key, 'a', Buffer.concat([Buffer.from([2]), sealed.subarray(1)]))).toThrow(SealError)
    expect(() => open(Buffer.alloc(16), 'a', sealed)).toThrow(SealError)
    expect(() => open(Buffer.alloc(0), 'a', sealed)).toThrow(SealError)
  })

  it('says nothing of what was sealed when it refuses', () => {
    const sealed = seal(key, 'a', Buffer.from('x'))
    const refusal = { code: 'unauthentic', message: expect.not.stringContaining('secret') }
    expect(() => open(key, 'secret words', sealed)).toThrow(expect.objectContaining(refusal))
  })

  it('binds a part to its event, owner, class and form', () => {
    const part = { agency: agencyNamed('a'), system: 's', eventId: 'e', owner: 'o', class: 'VIC_ID', form: 'plain' } as const
    const sealed = seal(key, partAad(part), Buffer.from('x'))
    const others = [
      { ...part, agency: agencyNamed('b') },
      { ...part, system: 't' },
      { ...part, eventId: 'f' },
      { ...part, owner: '' },
      { ...part, class: 'PERP_ID' },
      { ...part, form: 'reduced' as const },
    ]
    for (const other of others) expect(() => open(key, partAad(other), sealed)).toThrow(SealError)
    expect(open(key, partAad(part), sealed).toString()).toBe('x')
  })
})
