import { describe, expect, it } from '@jest/globals'
import { verifyBundle, type BundleVerdict } from '../../../core/evidence/verify-bundle.ts'
import type { DatedTree } from '../../../core/evidence/known-trees.ts'
import { leafOf } from '../../../core/transparency-log/leaf.ts'
import { noteSigner } from '../../../core/transparency-log/notes/signed-note.ts'
import { formatVerifierKey } from '../../../core/transparency-log/notes/verifier-key.ts'
import { parsePolicy } from '../../../core/transparency-log/witness/policy.ts'
import { logOf, NOW, ORIGIN, privateKeyFrom } from '../transparency-log/sample-log.ts'
import { tamperings } from './tampered-bundles.ts'
import { bundleOf, filesOf, sampleRecords } from '../../gateway/audit/export/sample-bundle.ts'

/** A key of the log's name, and not the log's. */
const { key: otherKey } = noteSigner(ORIGIN, 'note', privateKeyFrom(Buffer.alloc(32, 7)))
const BESIDE = { policy: undefined, known: [] }
const verdictOn = (files: ReadonlyMap<string, Uint8Array>): BundleVerdict => verifyBundle(filesOf(files), BESIDE)

describe('a bundle that nobody has touched', () => {
  it.each([0, 1, 2, 255, 256, 257])('of a whole log of %i leaves has no fault', async (size) => {
    const { faults, signed, records } = verdictOn(await bundleOf(sampleRecords(size)))
    expect(faults).toEqual([])
    expect([signed?.checkpoint.size, signed?.isQuorum, signed?.witnesses.size, records]).toEqual([size, true, 2, size])
  })

  it.each([1, 255, 256, 257])('of a selection of a log of %i leaves has no fault', async (size) => {
    const records = sampleRecords(size)
    const chosen = [0, size - 1, Math.floor(size / 2)].map((n) => records[n]?.id ?? '')
    const bundle = await bundleOf(records, { ask: { records: chosen, withReaders: true } })
    const { faults, records: count, values } = verdictOn(bundle)
    expect(faults).toEqual([])
    expect([count, values.withheld]).toEqual([new Set(chosen).size, 0])
    expect([...bundle.keys()].filter((path) => path.startsWith('tile/entries'))).toEqual([])
  })
})

describe('a bundle that somebody has tampered with, and made its sums anew', () => {
  it('is refused, and the first bad leaf, tile, record or file is named', async () => {
    const found = await tamperings()
    expect(found.length).toBeGreaterThanOrEqual(25)
    const missed = found.flatMap(({ name, files, first, known = [] }) => {
      const [fault] = verifyBundle(filesOf(files), { policy: undefined, known }).faults
      const isNamed = fault !== undefined && Object.entries(first).every(([key, value]) => fault[key as keyof typeof fault] === value)
      return isNamed ? [] : [[name, first, fault]]
    })
    expect(missed).toEqual([])
  }, 60_000)

  it('is refused by whoever has the true keys, though its own are all of the forger', async () => {
    const bundle = await bundleOf(sampleRecords(10))
    const own = parsePolicy(Buffer.from(`log ${formatVerifierKey(otherKey)}\nquorum none\n`))
    const { faults } = verifyBundle(filesOf(bundle), { policy: 'logs' in own ? own : undefined, known: [] })
    expect(faults).toEqual([{ code: 'checkpoint-unsigned' }, ...faults.slice(1)])
  })
})

describe('a checkpoint of before', () => {
  it('is held to the log, and says so where a selection has not the tiles for it', async () => {
    const records = sampleRecords(700)
    const known = (size: number): DatedTree => ({ ...logOf(records.slice(0, size).map(leafOf)).checkpoint, time: NOW })
    const some = await bundleOf(records, { ask: { records: [records[3]?.id ?? ''], withReaders: false } })
    const verdict = (size: number) => verifyBundle(filesOf(some), { policy: undefined, known: [known(size)] }).faults
    expect([verdict(700), verdict(650), verdict(100), verdict(512)]).toEqual([[], [], [], []])
    expect(verdict(300)).toEqual([{ code: 'not-comparable', size: 300 }])
  })
})
