import { describe, expect, it } from '@jest/globals'
import { EMPTY_EDGE, edgeFiles, edgeFrom, extendLog, rootOfEdge } from '../../../core/transparency-log/log-edge.ts'
import { parseEntryBundle } from '../../../core/transparency-log/tiles/entry-bundle.ts'
import { bundlesOf, entriesPath, tilePath, tilesOf } from '../../../core/transparency-log/tiles/tile.ts'
import { logOf, sampleEntries } from './sample-log.ts'

/** Roots of transparency-dev/merkle, compact/range_test.go: leaf i is the two lowest bytes of i, the lowest first. */
const ROOTS: readonly (readonly [number, string])[] = [
  [10, 'VjWMPSYNtCuCNlF/RLnQy6HcwSk6CIipfxm+hettA+4='],
  [255, 'SmdsuKUqiod3RX2jyF2M6JnbdE4QuTwwipfAowI4/i0='],
  [256, 'qFI0t/tZ1MdOYgyPpPzHFiZVw86koScXy9q3FU5casA='],
  [1_000, 'RXrgb8xHd55Y48FbfotJwCbV82Kx22LZfEbmBGAvwlQ='],
  [4_096, '6uU/phfHg1n/GksYT6TO9aN8EauMCCJRl3dIK0HDs2M='],
  [65_535, 'iPuVYJhP6SEE4gUFp8qbafd2rYv9YTCDYqAxCj8HdLM='],
]

describe('a log that grows', () => {
  it('has the roots that other logs have', () => {
    let edge = EMPTY_EDGE
    for (const [size, root] of ROOTS) {
      const leaves = Array.from({ length: size - edge.size }, (_, at) => {
        const index = edge.size + at
        return Buffer.from([index & 0xff, (index >> 8) & 0xff])
      })
      ;({ edge } = extendLog(edge, leaves))
      expect([edge.size, rootOfEdge(edge).toString('base64')]).toEqual([size, root])
    }
  })

  it('has the same root and the same files, however it grew', () => {
    const entries = sampleEntries(1_300)
    const [atOnce, byTwo, bySeventy] = [logOf(entries), logOf(entries, 2), logOf(entries, 70)]
    expect([byTwo.checkpoint, bySeventy.checkpoint]).toEqual([atOnce.checkpoint, atOnce.checkpoint])
    for (const [path, bytes] of atOnce.files) expect([path, byTwo.files.get(path)]).toEqual([path, bytes])
    const places = [...[...tilesOf(1_300)].map(tilePath), ...[...bundlesOf(1_300)].map(entriesPath)]
    expect(places.filter((path) => !atOnce.files.has(path))).toEqual([])
  })

  it('has, after every step, each partial tile of a checkpoint of then', () => {
    const { files } = logOf(sampleEntries(600), 7)
    for (let size = 7; size <= 600; size += 7)
      expect([...[...tilesOf(size)].map(tilePath), ...[...bundlesOf(size)].map(entriesPath)].filter((path) => !files.has(path))).toEqual([])
  })

  it('writes nothing when nothing came', () => {
    const { edge } = logOf(sampleEntries(300))
    expect(extendLog(edge, [])).toEqual({ edge, files: [] })
    expect(rootOfEdge(EMPTY_EDGE).toString('hex')).toMatch(/^e3b0c442/)
  })

  it('goes on from its files after a start, at every size', () => {
    for (const size of [0, 1, 255, 256, 257, 511, 512, 1_000]) {
      const { files, edge, checkpoint } = logOf(sampleEntries(size))
      const again = edgeFrom(size, (path) => files.get(path))
      if (again === undefined) throw new Error('The log has all its files')
      expect(rootOfEdge(again)).toEqual(checkpoint.root)
      const more = sampleEntries(size + 300).slice(size)
      expect(rootOfEdge(extendLog(again, more).edge)).toEqual(rootOfEdge(extendLog(edge, more).edge))
    }
  })

  it('does not go on where one of its files is missing or cut', () => {
    const size = 700
    const { files } = logOf(sampleEntries(size))
    const { tiles, bundle } = edgeFiles(size)
    expect(tiles.map(tilePath)).toEqual(['tile/0/002.p/188', 'tile/1/000.p/2'])
    for (const path of [...tiles.map(tilePath), entriesPath(bundle ?? { index: 0, width: 1 })]) {
      expect(edgeFrom(size, (one) => (one === path ? undefined : files.get(one)))).toBeUndefined()
      expect(edgeFrom(size, (one) => (one === path ? files.get(one)?.subarray(1) : files.get(one)))).toBeUndefined()
    }
  })

  it('takes entries of 0 to 65,535 bytes and none longer', () => {
    const { files } = extendLog(EMPTY_EDGE, [Buffer.alloc(0), Buffer.alloc(65_535, 1)])
    const bundle = files.find(({ path }) => path === 'tile/entries/000.p/2')
    expect(parseEntryBundle(bundle?.bytes ?? Buffer.alloc(1))?.map(({ length }) => length)).toEqual([0, 65_535])
    expect(() => extendLog(EMPTY_EDGE, [Buffer.alloc(65_536)])).toThrow(RangeError)
  })
})
