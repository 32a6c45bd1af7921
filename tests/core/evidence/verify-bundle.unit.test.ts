import { describe, expect, it } from '@jest/globals'
import { verifyBundle, type BundleVerdict } from '../../../core/evidence/verify-bundle.ts'
import { bundleOf, filesOf, sampleRecords } from '../../gateway/audit/export/sample-bundle.ts'

const BESIDE = { policy: undefined, known: [] }
const verdictOn = (files: ReadonlyMap<string, Uint8Array>): BundleVerdict => verifyBundle(filesOf(files), BESIDE)

describe('a bundle that nobody has touched', () => {
  it.each([0, 1, 2, 255, 256, 257, 5_000])('of a whole log of %i leaves has no fault', async (size) => {
    const { faults, signed, records } = verdictOn(await bundleOf(sampleRecords(size)))
    expect(faults).toEqual([])
    expect([signed?.checkpoint.size, signed?.isQuorum, signed?.witnesses.size, records]).toEqual([size, true, 2, size])
  })

  it.each([1, 255, 256, 257, 5_000])('of a selection of a log of %i leaves has no fault', async (size) => {
    const records = sampleRecords(size)
    const chosen = [0, size - 1, Math.floor(size / 2)].map((n) => records[n]?.id ?? '')
    const bundle = await bundleOf(records, { ask: { records: chosen, withReaders: true } })
    const { faults, records: count, values } = verdictOn(bundle)
    expect(faults).toEqual([])
    expect([count, values.withheld]).toEqual([new Set(chosen).size, 0])
    expect([...bundle.keys()].filter((path) => path.startsWith('tile/entries'))).toEqual([])
  })
})
