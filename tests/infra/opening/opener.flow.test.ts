import { afterAll, describe, expect, it } from '@jest/globals'
import { openEach } from '../../../core/sealing/open-each.ts'
import { partKeysUnder } from '../../../core/sealing/part-key.ts'
import { seal } from '../../../core/sealing/seal.ts'
import { createOpener, openHere } from '../../../infra/opening/opener.ts'

const [ofScope, ofEvent, other] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer, Buffer]
const partsOf = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    ofScope,
    ofEvent: at % 7 === 3 ? other : ofEvent,
    aad: `part ${String(at)}`,
    sealed: seal(partKeysUnder(ofScope)(ofEvent), `part ${String(at)}`, Buffer.from(`{"at":${String(at)}}`)),
  }))

describe('a thread that opens the parts of reads', () => {
  const opener = createOpener()
  afterAll(async () => {
    await opener.close()
  })

  it.each([0, 3, 300])('gives of %i parts what this thread gives, also which do not open', async (count) => {
    const parts = partsOf(count)
    const expected = openEach(parts)
    expect(await opener.open(parts)).toEqual(expected)
    expect(await openHere(parts)).toEqual(expected)
    expect(expected.filter((one) => one === undefined)).toHaveLength(Math.floor((count + 3) / 7))
  })

  it('gives several that ask at once each their own, and leaves their keys as they are', async () => {
    const asked = [20, 50, 30].map(partsOf)
    expect(await Promise.all(asked.map((parts) => opener.open(parts)))).toEqual(asked.map(openEach))
    expect([ofScope, ofEvent]).toEqual([Buffer.alloc(32, 1), Buffer.alloc(32, 2)])
  })

  it('ends; what was asked of it is opened here, and what comes later by another', async () => {
    const parts = partsOf(40)
    const under = opener.open(parts)
    await opener.close()
    expect(await under).toEqual(openEach(parts))
    expect(await opener.open(parts)).toEqual(openEach(parts))
  })
})
