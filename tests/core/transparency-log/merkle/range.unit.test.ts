import { describe, expect, it } from '@jest/globals'
import { leafHash } from '../../../../core/transparency-log/merkle/hash.ts'
import { joined, log2Floor, rangeHash, rootAt, subtreesOf, type HashAt } from '../../../../core/transparency-log/merkle/range.ts'

/** Hashes of complete subtrees of leaves that are all kept. */
const keeping =
  (leaves: readonly Buffer[]): HashAt =>
  ({ level, index }) =>
    level === 0
      ? (leaves[index] ?? Buffer.alloc(0))
      : joined([keeping(leaves)({ level: level - 1, index: index * 2 }), keeping(leaves)({ level: level - 1, index: index * 2 + 1 })])

/** Leaves and roots of transparency-dev/merkle, testonly/constants.go, which are those of RFC 6962's first implementation. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

describe('the tree of a range of leaves', () => {
  it('has the roots that other logs have', () => {
    const hashAt = keeping(LEAVES.map((leaf) => leafHash(Buffer.from(leaf, 'hex'))))
    expect(ROOTS.map((_, size) => rootAt(size, hashAt).toString('hex'))).toEqual(ROOTS)
    expect(rangeHash({ start: 4, end: 7 }, hashAt)).toEqual(joined([hashAt({ level: 1, index: 2 }), hashAt({ level: 0, index: 6 })]))
  })

  it('is made of complete subtrees, from left to right', () => {
    expect(subtreesOf({ start: 0, end: 7 })).toEqual([
      { level: 2, index: 0 },
      { level: 1, index: 2 },
      { level: 0, index: 6 },
    ])
    expect(subtreesOf({ start: 0, end: 0 })).toEqual([])
  })

  it('can have more leaves than bit operators reach', () => {
    expect([1, 2, 3, 2 ** 33 - 1, 2 ** 33, 2 ** 53 - 1].map(log2Floor)).toEqual([0, 1, 1, 32, 33, 52])
    expect(subtreesOf({ start: 0, end: 2 ** 40 + 1 })).toEqual([
      { level: 40, index: 0 },
      { level: 0, index: 2 ** 40 },
    ])
  })
})
