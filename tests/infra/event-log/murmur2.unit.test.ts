import { describe, expect, it } from '@jest/globals'
import { murmur2, partitionOfKey } from '../../../infra/event-log/murmur2.ts'

describe('murmur2', () => {
  // The vectors of Kafka's own test, UtilsTest.testMurmur2.
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('hashes %s as Kafka does', (text, hash) => {
    expect(murmur2(Buffer.from(text))).toBe(hash)
  })

  it('gives a partition that is there, also where the hash is negative', () => {
    expect(partitionOfKey('foobar', 64)).toBe((-790332482 & 0x7fffffff) % 64)
    expect(partitionOfKey('anything', 1)).toBe(0)
  })

  it('hashes a view into a larger buffer by its own bytes only', () => {
    const padded = Buffer.from('xxfoobarxx')
    expect(murmur2(padded.subarray(2, 8))).toBe(-790332482)
  })
})
