import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startPairedWorlds, type PairedWorlds } from './worlds.ts'

const PAIRS = 25
const FOLLOWED = 6

describe('two worlds that differ only in what a reader may not know', () => {
  let worlds: PairedWorlds
  beforeAll(async () => { worlds = await startPairedWorlds() }, 60_000)
  afterAll(() => worlds.close())

  it('are told apart when they differ in something that the reader sees', async () => {
    for (let seed = 1, pairs = 0; pairs < 3; seed++) {
      const result = await worlds.compare(seed, { shown: true })
      if (result === undefined) continue
      expect(result.differences).toEqual(expect.arrayContaining([expect.stringMatching(/\/timeline\?purpose=\w+$/), expect.stringMatching(/^page 1 /)]))
      pairs += 1
    }
  }, 60_000)

  it('are one on a live timeline: what comes into the case and is hidden is not heard of', async () => {
    let [pairs, heard] = [0, 0]
    for (let seed = 1; pairs < FOLLOWED; seed++) {
      const result = await worlds.follow(seed)
      if (result === undefined) continue
      expect({ seed, ofHidden: result.ofHidden }).toEqual({ seed, ofHidden: undefined })
      pairs += 1
      if (result.ofShown !== undefined) heard += 1
    }
    expect(heard).toBeGreaterThan(0)
  }, 120_000)

  it('are the same over every route, page, cursor and filter, byte for byte', async () => {
    let [pairs, answers] = [0, 0]
    for (let seed = 1; pairs < PAIRS; seed++) {
      const result = await worlds.compare(seed)
      if (result === undefined) continue
      expect({ seed, differences: result.differences }).toEqual({ seed, differences: [] })
      pairs += 1
      answers += result.answers
    }
    process.stdout.write(`${String(pairs)} pairs of worlds, ${String(answers)} answers compared\n`)
    expect(answers).toBeGreaterThan(PAIRS * 15)
  }, 120_000)
})
