import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { readProgress, withStep, writeProgress, type LoadProgress } from '../../../bench/growth/progress.ts'
import { OptionError } from '../../../bench/options.ts'
import { stepOf } from '../../fixtures/measured-steps.ts'
import { temporaryFolder, type TemporaryFolder } from '../../fixtures/temporary-folder.ts'

let folder: TemporaryFolder
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => {
  folder.remove()
})

const half: LoadProgress = {
  column: 'embedded',
  events: 12_345,
  place: { cases: 1_300, random: 123_456_789 },
  hasCases: true,
  measured: [stepOf(10_000, 20)],
}

describe('The progress of a load', () => {
  test('of a new folder is the beginning', () => {
    expect(readProgress(join(folder.path, 'new'), 'embedded')).toEqual({
      column: 'embedded',
      events: 0,
      place: undefined,
      hasCases: false,
      measured: [],
    })
  })

  test('is read by the next run as it was written, in a folder that is made for it', () => {
    const path = join(folder.path, 'new', 'embedded')
    writeProgress(path, half)
    expect(readProgress(path, 'embedded')).toEqual(half)
  })

  test('has no size of logs where they are on a server that was given', () => {
    const unknown = withStep(half, { ...stepOf(30_000, 20), logBytes: undefined })
    writeProgress(folder.path, unknown)
    expect(readProgress(folder.path, 'embedded')).toEqual(unknown)
  })

  test('of another column, or in another form, is refused in words', () => {
    writeProgress(folder.path, half)
    expect(() => readProgress(folder.path, 'distributed')).toThrow(OptionError)
    writeFileSync(join(folder.path, 'growth.json'), JSON.stringify({ column: 'embedded', events: 'many' }))
    expect(() => readProgress(folder.path, 'embedded')).toThrow(/cannot go on with. Name another --folder/)
  })

  test('has each step once, the smallest first, as it was measured last', () => {
    const again = withStep(withStep(withStep(half, stepOf(100_000, 30)), stepOf(30_000, 25)), stepOf(100_000, 21))
    expect(again.measured.map(({ size, reads }) => [size, reads[1]?.p50])).toEqual([
      [10_000, 20],
      [30_000, 25],
      [100_000, 21],
    ])
  })
})
