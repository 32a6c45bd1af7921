import { beforeAll, describe, expect, it } from '@jest/globals'
import { figuresOf } from './figures.ts'
import { DATA_SETS, febrlDataSets, type DataSet, type FebrlRecord } from './records.ts'

/** What the issue of linking asks of the true pairs. */
const LEAST_RIGHT = 0.6
/** True pairs that the list does not lead together: number, birth date and a name are others, of him and of her, and the name that is left is no sign. */
const MOST_APART = 0.007
/** Lines of the list about somebody else. */
const MOST_ELSEWHERE = 0.01

describe('the made-up people of FEBRL, each beside a person harmed whose record is as wrong as theirs', () => {
  let records: (set: DataSet) => readonly FebrlRecord[]
  beforeAll(async () => {
    records = await febrlDataSets()
  }, 300_000)

  it.each(DATA_SETS)(
    'data set %i: nobody is linked with somebody else, most with themselves, and the rest is on the list',
    async (set) => {
      const { records: count, truePairs, right, wrong, waiting, apart, lines, linesElsewhere } = await figuresOf(set, records(set))
      expect([count, truePairs]).toEqual({ 1: [1_000, 500], 2: [5_000, 1_934], 3: [5_000, 6_538] }[set])
      expect({ wrong, waiting }).toEqual({ wrong: 0, waiting: 0 })
      expect(right / truePairs).toBeGreaterThanOrEqual(LEAST_RIGHT)
      expect(apart / truePairs).toBeLessThanOrEqual(MOST_APART)
      expect(linesElsewhere / lines).toBeLessThanOrEqual(MOST_ELSEWHERE)
    },
    60_000,
  )
})
