import { describe, expect, it } from '@jest/globals'
import { packOpened, packParts, unpackOpened, unpackParts } from '../../../infra/opening/packed.ts'

const [ofScope, ofEvent] = [1, 2].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer]

describe('parts on their way to the thread that opens them', () => {
  it('arrive as they were, each key once', () => {
    const parts = [
      { ofScope, ofEvent, aad: 'part\nä', sealed: Buffer.from([2, 7, 8]) },
      { ofScope, ofEvent: undefined, aad: '', sealed: Buffer.alloc(0) },
      { ofScope: ofEvent, ofEvent: ofScope, aad: 'x', sealed: Buffer.from([1]) },
    ]
    const packed = packParts(parts)
    expect(unpackParts(packed)).toEqual(parts)
    expect(packed.filter((byte) => byte === 1).length).toBeLessThan(64)
    expect(unpackParts(packParts([]))).toEqual([])
  })

  it('come back as they were opened, or not', () => {
    const opened = [Buffer.from('{}'), undefined, Buffer.alloc(0), Buffer.from('{"a":1}')]
    expect(unpackOpened(packOpened(opened))).toEqual(opened)
    expect(unpackOpened(packOpened([]))).toEqual([])
  })
})
