import { generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { edgeFrom, EMPTY_EDGE, extendLog, rootOfEdge, type LogEdge } from '../../core/transparency-log/log-edge.ts'
import { provesConsistency, provesInclusion } from '../../core/transparency-log/merkle/check-proof.ts'
import { leafHash } from '../../core/transparency-log/merkle/hash.ts'
import { signCheckpoint } from '../../core/transparency-log/notes/checkpoint.ts'
import { noteSigner } from '../../core/transparency-log/notes/signed-note.ts'
import { parseEntryBundle } from '../../core/transparency-log/tiles/entry-bundle.ts'
import { consistencyProof, inclusionProof, rootOf } from '../../infra/transparency-log/proofs.ts'
import type { LogExtension, SignedCheckpoint, TransparencyLogStore } from '../../infra/transparency-log/port.ts'

/** Where a store is kept, to be opened more than once. */
export interface TransparencyLogPlace {
  open(): Promise<TransparencyLogStore>
  remove(): Promise<void>
}

const entry = (index: number): Buffer => Buffer.from(`{"entry":${String(index)}}`)
const entries = (start: number, end: number): readonly Buffer[] => Array.from({ length: end - start }, (_, at) => entry(start + at))

const signer = noteSigner('log.example/test', 'note', generateKeyPairSync('ed25519').privateKey)
const signed = (size: number, ...extensions: readonly string[]): SignedCheckpoint => ({
  size,
  note: signCheckpoint({ origin: 'log.example/test', size, root: Buffer.alloc(32, size), extensions }, signer, 0),
})

/** The step that takes a log on to `size` leaves, one per record of access.log. */
function extension(edge: LogEdge, size: number): { readonly edge: LogEdge; readonly step: LogExtension } {
  const more = entries(edge.size, size)
  const extended = extendLog(edge, more)
  return {
    edge: extended.edge,
    step: {
      from: { size: edge.size, offset: edge.size },
      to: { size, offset: size },
      leaves: more.map((bytes) => ({ hash: leafHash(bytes), entry: bytes })),
      tiles: extended.files.filter(({ path }) => !path.startsWith('tile/entries/')),
    },
  }
}

/** What every store of the transparency log does. */
export function transparencyLogContract(name: string, place: () => Promise<TransparencyLogPlace>): void {
  describe(`the transparency log, kept in ${name}`, () => {
    let at: TransparencyLogPlace
    let log: TransparencyLogStore
    let edge: LogEdge
    const growTo = async (size: number): Promise<void> => {
      const next = extension(edge, size)
      await log.extend(next.step)
      edge = next.edge
    }
    const openAgain = async (): Promise<void> => {
      await log.close()
      log = await at.open()
    }
    beforeEach(async () => {
      at = await place()
      log = await at.open()
      edge = EMPTY_EDGE
    })
    afterEach(async () => {
      await log.close()
      await at.remove()
    })

    it('is there after another start, and goes on from its own files', async () => {
      expect([await log.position(), await log.signed(), await log.cosigned()]).toEqual([{ size: 0, offset: 0 }, undefined, undefined])
      await growTo(3)
      await growTo(700)
      await openAgain()
      expect(await log.position()).toEqual({ size: 700, offset: 700 })
      const files = new Map<string, Buffer | undefined>()
      for (const path of ['tile/0/002.p/188', 'tile/1/000.p/2', 'tile/entries/002.p/188']) files.set(path, await log.file(path))
      expect(edgeFrom(700, (path) => files.get(path))).toEqual(edge)
    })

    it('gives every width of a file that it has, and no more', async () => {
      await growTo(300)
      expect((await log.file('tile/0/000'))?.length).toBe(256 * 32)
      expect(await log.file('tile/0/000.p/2')).toEqual(Buffer.concat([leafHash(entry(0)), leafHash(entry(1))]))
      expect(parseEntryBundle((await log.file('tile/entries/001.p/44')) ?? Buffer.alloc(0))).toEqual(entries(256, 300))
      for (const path of ['tile/0/001.p/45', 'tile/0/001', 'tile/1/000', 'tile/entries/001', 'tile/0/1', 'checkpoint', 'tile/0/000.p/0'])
        expect(await log.file(path)).toBeUndefined()
    })

    it('knows a leaf by its hash', async () => {
      await growTo(5)
      const [known, unknown] = [leafHash(entry(3)), leafHash(entry(9))]
      expect(await log.indexesOf([known, unknown])).toEqual(new Map([[known.toString('hex'), 3]]))
      expect(await log.indexesOf([])).toEqual(new Map())
    })

    it('proves that every leaf is in the tree, of any size that it had', async () => {
      await growTo(600)
      for (const [index, size] of [
        [0, 1],
        [0, 600],
        [255, 256],
        [299, 300],
        [511, 513],
        [599, 600],
      ] as const) {
        // prettier-ignore
        const claim = { index, size, leaf: leafHash(entry(index)), root: rootOfEdge(extendLog(EMPTY_EDGE, entries(0, size)).edge) }
        expect(provesInclusion(claim, await inclusionProof(log, index, size))).toBe(true)
      }
    })

    it('proves that each tree is the beginning of a later one', async () => {
      await growTo(600)
      for (const [first, second] of [
        [0, 600],
        [1, 2],
        [255, 257],
        [300, 600],
        [600, 600],
      ] as const) {
        // prettier-ignore
        const claim = { first, second, firstRoot: await rootOf(log, first), secondRoot: await rootOf(log, second) }
        expect(provesConsistency(claim, await consistencyProof(log, first, second))).toBe(true)
      }
    })

    it('of two who write, takes the step of the first only', async () => {
      const { step } = extension(edge, 2)
      await growTo(3)
      await expect(log.extend(step)).rejects.toMatchObject({ code: 'fenced' })
      expect([await log.position(), await log.file('tile/0/000.p/3')]).toEqual([{ size: 3, offset: 3 }, Buffer.concat(edge.rows[0] ?? [])])
    })

    it('moves on past records that are no leaf', async () => {
      await growTo(2)
      await log.extend({ from: { size: 2, offset: 2 }, to: { size: 2, offset: 7 }, leaves: [], tiles: [] })
      expect(await log.position()).toEqual({ size: 2, offset: 7 })
    })

    it('takes all of a step or nothing', async () => {
      await growTo(2)
      const again = { hash: leafHash(entry(0)), entry: entry(0) }
      await expect(
        log.extend({ from: { size: 2, offset: 2 }, to: { size: 3, offset: 3 }, leaves: [again], tiles: [] }),
      ).rejects.toBeDefined()
      expect(await log.position()).toEqual({ size: 2, offset: 2 })
    })

    it('keeps the newest checkpoints, and none that is smaller', async () => {
      const again = signed(5, 'of another second')
      await log.sign(signed(5))
      await log.sign(again)
      await log.cosign(signed(3))
      await expect(log.sign(signed(4))).rejects.toMatchObject({ code: 'rolled-back' })
      await expect(log.cosign(signed(2))).rejects.toMatchObject({ code: 'rolled-back' })
      await openAgain()
      expect([await log.signed(), await log.cosigned()]).toEqual([again, signed(3)])
    })
  })
}
