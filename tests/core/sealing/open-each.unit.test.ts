import { describe, expect, it } from '@jest/globals'
import { openEach } from '../../../core/sealing/open-each.ts'
import { partKeysUnder } from '../../../core/sealing/part-key.ts'
import { seal } from '../../../core/sealing/seal.ts'

const [ofScope, ofEvent, other] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer, Buffer]

describe('opening many sealed parts', () => {
  it('opens each under its own keys, in order, and says which do not open', () => {
    const under = seal(partKeysUnder(ofScope)(ofEvent), 'a', Buffer.from('the door'))
    const alone = seal(ofScope, 'b', Buffer.from('the window'))
    const opened = openEach([
      { ofScope, ofEvent, aad: 'a', sealed: under },
      { ofScope, ofEvent: undefined, aad: 'b', sealed: alone },
      { ofScope, ofEvent: other, aad: 'a', sealed: under },
      { ofScope, ofEvent, aad: 'b', sealed: under },
      { ofScope, ofEvent: undefined, aad: 'a', sealed: under },
      { ofScope, ofEvent, aad: 'a', sealed: Buffer.alloc(0) },
      { ofScope, ofEvent, aad: 'a', sealed: under },
    ])
    expect(opened.map((one) => one?.toString())).toEqual(['the door', 'the window', undefined, undefined, undefined, undefined, 'the door'])
  })
})
