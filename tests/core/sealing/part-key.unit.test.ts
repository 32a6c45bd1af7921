import { createHmac } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { partKeysUnder } from '../../../core/sealing/part-key.ts'
import { isUnderEventKey, open, seal, sealingKey, SealError } from '../../../core/sealing/seal.ts'

const [scope, event, other] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer, Buffer]
const key = (ofScope: Buffer, ofEvent: Buffer) => partKeysUnder(ofScope)(ofEvent)

describe('the key of a part of an event', () => {
  it('has the same bytes in every release', () => {
    expect(seal(key(scope, event), 'a', Buffer.from('the door')).toString('hex')).toBe(
      '02a4466e79d3aa3a920d31921669936cbc03f159e8c9d079d1e4cf46dd9cfdb02f48a61fce',
    )
  })

  it("is HMAC-SHA-512 of the event's own key, whatever other keys were made before", () => {
    const under = partKeysUnder(scope)
    for (const ofEvent of [event, other, event]) {
      const derived = createHmac('sha512', scope).update('throughline.part.v2\0').update(ofEvent).digest()
      const made = under(ofEvent)
      expect(Buffer.concat([made.secret.export(), made.nonceKey.export()])).toEqual(derived)
    }
    expect(() => under(event.subarray(1))).toThrow(RangeError)
    expect(() => partKeysUnder(Buffer.alloc(64))).toThrow(RangeError)
  })

  it('needs both keys: that of person and class, and that of the event', () => {
    const sealed = seal(key(scope, event), 'a', Buffer.from('the door'))
    expect(isUnderEventKey(sealed)).toBe(true)
    expect(open(key(scope, event), 'a', sealed).toString()).toBe('the door')
    for (const wrong of [key(scope, other), key(other, event), key(event, scope), scope, sealingKey(scope), event])
      expect(() => open(wrong, 'a', sealed)).toThrow(SealError)
  })

  it('does not open what an earlier release sealed under the key of person and class alone, and the other way round', () => {
    const sealed = seal(scope, 'a', Buffer.from('the door'))
    expect(isUnderEventKey(sealed)).toBe(false)
    expect(() => open(key(scope, event), 'a', sealed)).toThrow(SealError)
    expect(open(scope, 'a', sealed).toString()).toBe('the door')
  })
})
