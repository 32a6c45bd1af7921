import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { EventDecision } from '../../../policy/decide/decision.ts'
import { currentPolicy } from '../../fixtures/current-policy.ts'
import { startPairedWorlds, type PairedWorlds } from './worlds.ts'

const PAIRS = 25
const FOLLOWED = 6
/** Where a planted fault is looked for: it is rare that a hidden event alone has a name that a text says. */
const [FIRST_SEED, LAST_SEED] = [260, 300]

describe('two worlds that differ only in what a reader may not know', () => {
  let worlds: PairedWorlds
  beforeAll(async () => {
    worlds = await startPairedWorlds()
  }, 60_000)
  afterAll(() => worlds.close())

  it('are told apart when they differ in something that the reader sees', async () => {
    for (let seed = 1, pairs = 0; pairs < 3; seed++) {
      const result = await worlds.compare(seed, { shown: true })
      if (result === undefined) continue
      expect(result.differences).toEqual(
        expect.arrayContaining([expect.stringMatching(/\/timeline\?purpose=\w+$/), expect.stringMatching(/^page 1 /)]),
      )
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

  it('are told apart where names in texts are hidden because a hidden event has them', async () => {
    const policy = currentPolicy()
    const everybodys: typeof policy.namesOf = (input, decision) =>
      policy.namesOf(input, {
        ...decision,
        events: input.logs.flatMap(({ caseLog, events }) =>
          events.map(({ sequence }): EventDecision => ({
            caseLog,
            sequence,
            effect: 'shown',
            parts: [],
            dates: 'exact',
            publisher: 'named',
            late: false,
            corrected: false,
          })),
        ),
      })
    const planted = await startPairedWorlds({ ...policy, namesOf: everybodys })
    try {
      const found = async (seed: number): Promise<boolean> => ((await planted.compare(seed))?.differences.length ?? 0) > 0
      let isFound = false
      for (let seed = FIRST_SEED; seed <= LAST_SEED && !isFound; seed++) isFound = await found(seed)
      expect(isFound).toBe(true)
    } finally {
      await planted.close()
    }
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
