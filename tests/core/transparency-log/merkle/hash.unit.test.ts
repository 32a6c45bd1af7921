import { describe, expect, it } from '@jest/globals'
import { EMPTY_ROOT, leafHash, nodeHash } from '../../../../core/transparency-log/merkle/hash.ts'

describe('the hashes of RFC 6962 and RFC 9162', () => {
  it.each([
    ['of no leaf', EMPTY_ROOT, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['of an empty leaf', leafHash(Buffer.alloc(0)), '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    ['of a leaf', leafHash(Buffer.from('L123456')), '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56'],
    ['of a node', nodeHash(Buffer.from('N123'), Buffer.from('N456')), 'aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb'],
  ])('%s', (_, hash, expected) => {
    expect(hash.toString('hex')).toBe(expected)
  })
})
