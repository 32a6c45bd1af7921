import { beforeAll, describe, expect, it } from '@jest/globals'
import { figuresOf } from './figures.ts'
import { DATA_SETS, febrlDataSets, type DataSet, type FebrlRecord } from './records.ts'

/** What the issue of linking asks of the true pairs. */
const LEAST_RIGHT = 0.6
/** Two records whose numbers differ, and a name or a birth date as well, open a case each; people join them. */
const MOST_APART = 0.09
/** Records that point to two cases, of those that are apart, are on no list. */
const MOST_UNLISTED = 0.001

describe('the made-up people of FEBRL, each beside a person harmed whose record is as wrong as theirs', () => {
  let records: (set: DataSet) => readonly FebrlRecord[]
  beforeAll(async () => {
    records = await febrlDataSets()
  }, 300_000)

  it.each(DATA_SETS)(
    'data set %i: nobody is linked with somebody else, most with themselves, and who waits is a line of the list',
    async (set) => {
      const { records: count, truePairs, right, wrong, waiting, apart, listedElsewhere } = await figuresOf(set, records(set))
      expect([count, truePairs]).toEqual({ 1: [1_000, 500], 2: [5_000, 1_934], 3: [5_000, 6_538] }[set])
      expect({ wrong, listedElsewhere }).toEqual({ wrong: 0, listedElsewhere: 0 })
      expect(right / truePairs).toBeGreaterThanOrEqual(LEAST_RIGHT)
      expect(apart / truePairs).toBeLessThanOrEqual(MOST_APART)
      expect(waiting / truePairs).toBeLessThanOrEqual(MOST_UNLISTED)
    },
    60_000,
  )
})
