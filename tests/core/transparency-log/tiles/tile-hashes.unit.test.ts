import { describe, expect, it } from '@jest/globals'
import { inclusionRanges } from '../../../../core/transparency-log/merkle/proofs.ts'
import { rangeHash } from '../../../../core/transparency-log/merkle/range.ts'
import { provesInclusion } from '../../../../core/transparency-log/merkle/check-proof.ts'
import { leafHash } from '../../../../core/transparency-log/merkle/hash.ts'
import { hashesFrom, tilesFor } from '../../../../core/transparency-log/tiles/tile-hashes.ts'
import { tilePath } from '../../../../core/transparency-log/tiles/tile.ts'
import { logOf, sampleEntries, sampleEntry } from '../sample-log.ts'

const SIZE = 66_000
const { files, checkpoint } = logOf(sampleEntries(SIZE))

describe('a proof from tiles', () => {
  it('needs few of them, which are named before they are loaded', () => {
    const index = 12_345
    const ranges = inclusionRanges(index, SIZE)
    const tiles = tilesFor(ranges, SIZE)
    expect(tiles.map(tilePath)).toEqual(['tile/0/048', 'tile/1/000', 'tile/1/001.p/1', 'tile/0/257.p/208'])
    const loaded = new Map(tiles.map((tile) => [tilePath(tile), files.get(tilePath(tile))]))
    const hashAt = hashesFrom((tile) => loaded.get(tilePath(tile)), SIZE)
    const proof = ranges.map((range) => rangeHash(range, hashAt))
    expect(provesInclusion({ index, size: SIZE, leaf: leafHash(sampleEntry(index)), root: checkpoint.root }, proof)).toBe(true)
  })

  it('is not made where a tile is missing or cut', () => {
    const hashAt = (bytes: Uint8Array | undefined) => () => hashesFrom(() => bytes, SIZE)({ level: 0, index: 3 })
    expect(hashAt(undefined)).toThrow(RangeError)
    expect(hashAt(Buffer.alloc(32 * 255))).toThrow(RangeError)
    expect(hashAt(Buffer.alloc(32 * 256, 9))()).toEqual(Buffer.alloc(32, 9))
  })
})
