import { describe, expect, it } from '@jest/globals'
import { inclusionRanges } from '../../../../core/transparency-log/merkle/proofs.ts'
import { rangeHash } from '../../../../core/transparency-log/merkle/range.ts'
import { formatProofFile, parseProofFile, provesLeaf } from '../../../../core/transparency-log/notes/proof-file.ts'
import { hashesFrom } from '../../../../core/transparency-log/tiles/tile-hashes.ts'
import { tilePath } from '../../../../core/transparency-log/tiles/tile.ts'
import { openUnderPolicy } from '../../../../core/transparency-log/witness/policy.ts'
import { logOf, sampleEntries, sampleEntry, samplePolicy } from '../sample-log.ts'

const SIZE = 700
const { files } = logOf(sampleEntries(SIZE))
const hashAt = hashesFrom((tile) => files.get(tilePath(tile)), SIZE)
const fileOf = (index: number) => ({
  index,
  proof: inclusionRanges(index, SIZE).map((range) => rangeHash(range, hashAt)),
  checkpoint: Buffer.from(files.get('checkpoint') ?? []).toString('utf8'),
})

const HASHES = ['hash1', 'hash2'].map((text) => Buffer.from(text.padEnd(32, '.')))

describe('a proof file', () => {
  it('is written as transparency-dev/formats writes it', () => {
    const [one, two] = HASHES.map((hash) => hash.toString('base64'))
    expect(formatProofFile({ index: 5, proof: HASHES, checkpoint: 'test checkpoint\n' })).toBe(
      `c2sp.org/tlog-proof@v1\nindex 5\n${String(one)}\n${String(two)}\n\ntest checkpoint\n`,
    )
    expect(formatProofFile({ index: 0, proof: [], checkpoint: 'checkpoint\n', extra: Buffer.from('x') })).toBe(
      'c2sp.org/tlog-proof@v1\nextra eA==\nindex 0\n\ncheckpoint\n',
    )
  })

  it('is read as it was written', () => {
    for (const file of [fileOf(123), { ...fileOf(0), extra: Buffer.alloc(0) }, { index: 0, proof: [], checkpoint: 'a\n\nb\n' }])
      expect(parseProofFile(formatProofFile(file))).toEqual(file)
  })

  it('proves its leaf under the checkpoint in it, and no other', () => {
    const file = parseProofFile(formatProofFile(fileOf(123)))
    const opened = openUnderPolicy(Buffer.from(file?.checkpoint ?? ''), samplePolicy())
    if (file === undefined || typeof opened === 'string') throw new Error('The sample proves itself')
    expect(provesLeaf(file, sampleEntry(123), opened.checkpoint)).toBe(true)
    expect(provesLeaf(file, sampleEntry(124), opened.checkpoint)).toBe(false)
    expect(provesLeaf({ ...file, index: 124 }, sampleEntry(123), opened.checkpoint)).toBe(false)
  })

  const text = formatProofFile(fileOf(123))
  it.each([
    ['another version', text.replace('@v1', '@v2')],
    ['no index', text.replace('index 123\n', '')],
    ['an index with a leading zero', text.replace('index 123', 'index 0123')],
    ['an index below zero', text.replace('index 123', 'index -1')],
    ['extra that is no base64', text.replace('index', 'extra !\nindex')],
    ['extra behind the index', text.replace('index 123\n', 'index 123\nextra eA==\n')],
    ['a hash of 31 bytes', text.replace(/\n[^\n]{44}\n/, `\n${Buffer.alloc(31).toString('base64')}\n`)],
    ['a carriage return, which transparency-dev/formats takes away', text.replaceAll('\n', '\r\n')],
    ['64 hashes', formatProofFile({ index: 0, proof: Array.from({ length: 64 }, () => Buffer.alloc(32)), checkpoint: 'x\n' })],
    ['no checkpoint', text.slice(0, text.indexOf('\n\n') + 1)],
    ['nothing', ''],
  ])('with %s is none', (_, wrong) => {
    expect(parseProofFile(wrong)).toBeUndefined()
  })
})
