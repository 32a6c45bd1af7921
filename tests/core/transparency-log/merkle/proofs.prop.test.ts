import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { leafHash } from '../../../../core/transparency-log/merkle/hash.ts'
import { provesConsistency, provesInclusion } from '../../../../core/transparency-log/merkle/check-proof.ts'
import { consistencyRanges, inclusionRanges } from '../../../../core/transparency-log/merkle/proofs.ts'
import { rangeHash, rootAt } from '../../../../core/transparency-log/merkle/range.ts'
import { hashesFrom } from '../../../../core/transparency-log/tiles/tile-hashes.ts'
import { tilePath, widthAt } from '../../../../core/transparency-log/tiles/tile.ts'
import { logOf, sampleEntries, sampleEntry } from '../sample-log.ts'

const MOST = 5_000
const { files } = logOf(sampleEntries(MOST))
/** Hashes of the log as it was at a size: its tiles are the beginnings of those of now. */
const hashAt = (size: number) =>
  hashesFrom((tile) => files.get(tilePath({ ...tile, width: widthAt(MOST, tile.level, tile.index) }))?.subarray(0, tile.width * 32), size)
const root = (size: number): Buffer => rootAt(size, hashAt(size))

const sizes = fc.integer({ min: 1, max: MOST })
const pairs = fc.tuple(sizes, sizes).map(([one, other]) => ({ first: Math.min(one, other), second: Math.max(one, other) }))
const flipped = (bytes: Buffer, bit: number): Buffer => {
  const copy = Buffer.from(bytes)
  copy.writeUInt8(copy.readUInt8((bit >> 3) % copy.length) ^ (1 << (bit & 7)), (bit >> 3) % copy.length)
  return copy
}

/** A proof with one thing wrong. `seed` says what and where. */
function spoilt(proof: readonly Buffer[], seed: number): readonly Buffer[] | undefined {
  const at = seed % Math.max(proof.length, 1)
  const one = proof[at]
  const ways: readonly (() => readonly Buffer[] | undefined)[] = [
    () => (one === undefined ? undefined : proof.with(at, flipped(one, seed))),
    () => (one === undefined ? undefined : proof.toSpliced(at, 1)),
    () => proof.toSpliced(at, 0, Buffer.alloc(32, seed)),
    () => [...proof, proof.at(-1) ?? Buffer.alloc(32)],
    () => (proof.length < 2 ? undefined : proof.toReversed()),
  ]
  return ways[seed % ways.length]?.()
}

describe('a log of up to 5,000 leaves', () => {
  it('proves that any earlier tree is its beginning, and no proof with a fault holds', () => {
    fc.assert(
      fc.property(pairs, fc.nat(), ({ first, second }, seed) => {
        const proof = consistencyRanges(first, second).map((range) => rangeHash(range, hashAt(second)))
        const claim = { first, second, firstRoot: root(first), secondRoot: root(second) }
        expect(provesConsistency(claim, proof)).toBe(true)
        const bad = spoilt(proof, seed)
        if (bad !== undefined) expect(provesConsistency(claim, bad)).toBe(false)
        expect(provesConsistency({ ...claim, firstRoot: flipped(claim.firstRoot, seed) }, proof)).toBe(false)
        expect(provesConsistency({ ...claim, secondRoot: flipped(claim.secondRoot, seed) }, proof)).toBe(false)
        if (first < second) expect(provesConsistency({ ...claim, first: second, second: first }, proof)).toBe(false)
      }),
      { numRuns: 400 },
    )
  })

  it('proves that any leaf is in it, at its place and no other', () => {
    fc.assert(
      fc.property(pairs, fc.nat(), ({ first, second: size }, seed) => {
        const index = first - 1
        const proof = inclusionRanges(index, size).map((range) => rangeHash(range, hashAt(size)))
        const claim = { index, size, leaf: leafHash(sampleEntry(index)), root: root(size) }
        expect(provesInclusion(claim, proof)).toBe(true)
        const bad = spoilt(proof, seed)
        if (bad !== undefined) expect(provesInclusion(claim, bad)).toBe(false)
        expect(provesInclusion({ ...claim, leaf: flipped(claim.leaf, seed) }, proof)).toBe(false)
        expect(provesInclusion({ ...claim, root: flipped(claim.root, seed) }, proof)).toBe(false)
        const elsewhere = seed % size
        if (elsewhere !== index) expect(provesInclusion({ ...claim, index: elsewhere }, proof)).toBe(false)
      }),
      { numRuns: 400 },
    )
  })

  it('has no proof of a leaf that it has not, nor of a greater beginning', () => {
    expect(() => inclusionRanges(5, 5)).toThrow(RangeError)
    expect(() => inclusionRanges(-1, 5)).toThrow(RangeError)
    expect(() => consistencyRanges(6, 5)).toThrow(RangeError)
    expect([consistencyRanges(0, 5), consistencyRanges(5, 5)]).toEqual([[], []])
  })
})
