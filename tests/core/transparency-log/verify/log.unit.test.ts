import { describe, expect, it } from '@jest/globals'
import { rootAt } from '../../../../core/transparency-log/merkle/range.ts'
import { signCheckpoint, type Checkpoint } from '../../../../core/transparency-log/notes/checkpoint.ts'
import { formatVerifierKey } from '../../../../core/transparency-log/notes/verifier-key.ts'
import { entryBundle, parseEntryBundle } from '../../../../core/transparency-log/tiles/entry-bundle.ts'
import { hashesFrom } from '../../../../core/transparency-log/tiles/tile-hashes.ts'
import { tilePath } from '../../../../core/transparency-log/tiles/tile.ts'
import { verifyLog, type KnownTree, type LogVerdict } from '../../../../core/transparency-log/verify/log.ts'
import { logOf, logSigner, NOW, sampleEntries, samplePolicy, witnessSigner } from '../sample-log.ts'

const SIZE = 1_300
const { files: whole, checkpoint } = logOf(sampleEntries(SIZE), 700)
const policy = samplePolicy()

/** The verdict on the log with these files in the place of its own; undefined takes one away. */
const verdict = (changed: Readonly<Record<string, Uint8Array | undefined>>, known: readonly KnownTree[] = []): LogVerdict =>
  verifyLog((path) => (path in changed ? changed[path] : whole.get(path)), policy, known)
const at = (path: string): Buffer => {
  const bytes = whole.get(path)
  if (bytes === undefined) throw new Error(`The sample has no ${path}`)
  return Buffer.from(bytes)
}
const flipped = (path: string, offset: number): Buffer => {
  const bytes = at(path)
  bytes.writeUInt8(bytes.readUInt8(offset) ^ 1, offset)
  return bytes
}
const bundle = (path: string, change: (entries: readonly Buffer[]) => readonly Uint8Array[]): Buffer =>
  entryBundle(change(parseEntryBundle(at(path)) ?? []))
const signed = (more: Partial<Checkpoint>): Buffer => Buffer.from(signCheckpoint({ ...checkpoint, ...more }, logSigner, NOW))

/** Entries 512 up to 768 of the log, and the hashes of them. */
const [ENTRIES, TILE] = ['tile/entries/002', 'tile/0/002']
const LEAF = 517

describe('a log', () => {
  it('that nobody has touched has no fault', () => {
    const { faults, signed: by } = verdict({})
    expect([faults, by?.checkpoint, by?.isQuorum]).toEqual([[], checkpoint, true])
  })

  it('of no entry, or of a few, has no fault', () => {
    for (const size of [0, 1, 2, 255, 256, 257, 512]) {
      const { files } = logOf(sampleEntries(size))
      expect(verifyLog((path) => files.get(path), policy).faults).toEqual([])
    }
  })

  it('that has grown since its checkpoint is checked up to it', () => {
    const [before, after] = [logOf(sampleEntries(300)), logOf(sampleEntries(900))]
    const files = new Map([...after.files, ...before.files])
    // Partial files may go when the full ones are there.
    for (const path of ['tile/0/001.p/44', 'tile/entries/001.p/44']) expect(files.delete(path)).toBe(true)
    expect(verifyLog((path) => files.get(path), policy).faults).toEqual([])
  })

  it('names the first leaf that was altered, taken away, swapped, repeated or put in', () => {
    const faults = (change: (entries: readonly Buffer[]) => readonly Uint8Array[]) => verdict({ [ENTRIES]: bundle(ENTRIES, change) }).faults
    const differs = [{ code: 'leaf-differs', path: ENTRIES, leaf: LEAF }]
    expect(faults((entries) => entries.with(5, Buffer.from('another reader')))).toEqual(differs)
    expect(faults((entries) => [...entries.toSpliced(5, 1), Buffer.from('one at the end')])).toEqual(differs)
    expect(faults((entries) => entries.with(5, entries[9] ?? Buffer.alloc(0)).with(9, entries[5] ?? Buffer.alloc(0)))).toEqual(differs)
    expect(faults((entries) => entries.toSpliced(5, 0, Buffer.from('put in')).slice(0, 256))).toEqual(differs)
    expect(faults((entries) => entries.with(5, entries[2] ?? Buffer.alloc(0)))).toEqual([
      ...differs,
      { code: 'leaf-repeated', path: ENTRIES, leaf: LEAF, first: 514 },
    ])
    expect(faults((entries) => entries.toSpliced(5, 1))).toEqual([{ code: 'file-malformed', path: ENTRIES }])
  })

  it('names a byte of an entry, wherever it is', () => {
    for (const offset of [2, 40, at(ENTRIES).length - 1]) {
      const [fault, ...others] = verdict({ [ENTRIES]: flipped(ENTRIES, offset) }).faults
      expect([fault, others]).toMatchObject([{ code: 'leaf-differs', path: ENTRIES }, []])
    }
    // A length that was altered moves all that follow.
    expect(verdict({ [ENTRIES]: flipped(ENTRIES, 1) }).faults).toMatchObject([{ code: 'file-malformed', path: ENTRIES }])
    const last = 'tile/entries/005.p/20'
    expect(verdict({ [last]: flipped(last, at(last).length - 1) }).faults).toEqual([{ code: 'leaf-differs', path: last, leaf: SIZE - 1 }])
  })

  it('names a byte of a tile, on every level', () => {
    const { files } = logOf(sampleEntries(66_000))
    for (const path of ['tile/0/100', 'tile/1/000', 'tile/0/257.p/208', 'tile/1/001.p/1', 'tile/2/000.p/1']) {
      const changed = Buffer.from(files.get(path) ?? [])
      changed.writeUInt8(changed.readUInt8(7) ^ 1, 7)
      const { faults } = verifyLog((one) => (one === path ? changed : files.get(one)), policy)
      expect(faults).toEqual([{ code: 'tile-differs', path }])
    }
  })

  it('names files that are missing or cut, and is checked in the rest', () => {
    for (const path of [TILE, ENTRIES, 'tile/1/000.p/5']) {
      expect(verdict({ [path]: undefined }).faults).toEqual([{ code: 'file-missing', path }])
      expect(verdict({ [path]: at(path).subarray(1) }).faults).toEqual([{ code: 'file-malformed', path }])
    }
    const other = 'tile/entries/001'
    expect(verdict({ [ENTRIES]: undefined, [other]: flipped(other, 2) }).faults).toEqual([
      { code: 'leaf-differs', path: other, leaf: 256 },
      { code: 'file-missing', path: ENTRIES },
    ])
  })

  it('names the leaf, and the tile that was altered to agree with it', () => {
    const entries = (parseEntryBundle(at(ENTRIES)) ?? []).with(5, Buffer.from('another reader'))
    const forged = logOf([...sampleEntries(SIZE).slice(0, LEAF), Buffer.from('another reader'), ...sampleEntries(SIZE).slice(LEAF + 1)])
    expect(verdict({ [ENTRIES]: entryBundle(entries), [TILE]: forged.files.get(TILE) }).faults).toEqual([
      { code: 'tile-differs', path: TILE },
    ])
    // All tiles agree with it: only the checkpoint does not.
    const all = new Map(forged.files).set('checkpoint', at('checkpoint'))
    expect(verifyLog((path) => all.get(path), policy).faults).toEqual([{ code: 'root-differs', leaf: undefined }])
    // The log itself has signed it anew: whoever knows a tree of before finds it out.
    expect(verifyLog((path) => forged.files.get(path), policy).faults).toEqual([])
    expect(verifyLog((path) => forged.files.get(path), policy, [checkpoint]).faults).toEqual([{ code: 'forked', size: SIZE }])
  })

  it('is refused for its checkpoint, and then nothing is said of the rest', () => {
    const text = at('checkpoint').toString('utf8')
    const foreign = Buffer.from(signCheckpoint(checkpoint, witnessSigner('other.example'), NOW))
    const cases: readonly (readonly [Uint8Array | undefined, string])[] = [
      [undefined, 'checkpoint-missing'],
      [Buffer.from('no note'), 'checkpoint-malformed'],
      [Buffer.from(text.replace(`\n${String(SIZE)}\n`, '\n1299\n')), 'checkpoint-false-signature'],
      [foreign, 'checkpoint-unsigned'],
    ]
    for (const [note, code] of cases) expect(verdict({ checkpoint: note })).toEqual({ faults: [{ code }], signed: undefined })
  })

  it('is refused whichever byte of its checkpoint was changed', () => {
    const { length } = at('checkpoint')
    const taken = Array.from({ length }, (_, offset) => offset).filter((offset) => verdictOnNote(flipped('checkpoint', offset)))
    expect([length > 150, taken]).toEqual([true, []])
  })

  it('over another tree than it is signed for says so', () => {
    expect(verdict({ checkpoint: signed({ root: Buffer.alloc(32, 9) }) }).faults).toEqual([{ code: 'root-differs', leaf: undefined }])
    expect(verdict({ checkpoint: signed({ size: SIZE - 1 }) }).faults).toContainEqual({ code: 'root-differs', leaf: undefined })
  })

  it('is held to trees that others know', () => {
    const hashAt = hashesFrom((tile) => whole.get(tilePath(tile)), SIZE)
    const known = [1, 255, 256, 700, 1_024, SIZE].map((size) => ({ size, root: rootAt(size, hashAt) }))
    expect(verdict({}, known).faults).toEqual([])
    expect(verdict({}, [{ size: SIZE + 1, root: checkpoint.root }]).faults).toEqual([{ code: 'rolled-back', size: SIZE + 1 }])
    for (const { size } of known) expect(verdict({}, [{ size, root: Buffer.alloc(32, 1) }]).faults).toEqual([{ code: 'forked', size }])
  })

  it('needs as many witnesses as the policy says', () => {
    const witness = witnessSigner('witness.example')
    const wanting = samplePolicy([`witness W ${formatVerifierKey(witness.key)}`, 'quorum W'])
    expect(verifyLog((path) => whole.get(path), wanting).faults).toEqual([{ code: 'no-quorum' }])
  })

  it('in which a record stands twice says where, though all else agrees', () => {
    const { files } = logOf([...sampleEntries(300), ...sampleEntries(2).slice(1)])
    expect(verifyLog((path) => files.get(path), policy).faults).toEqual([
      { code: 'leaf-repeated', path: 'tile/entries/001.p/45', leaf: 300, first: 1 },
    ])
  })
})

/** Whether a small log is taken with this checkpoint. */
const verdictOnNote = (note: Uint8Array): boolean =>
  verifyLog((path) => (path === 'checkpoint' ? note : undefined), policy).signed !== undefined
