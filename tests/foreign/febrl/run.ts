import { figuresOf } from './figures.ts'
import { DATA_SETS, febrlDataSets } from './records.ts'

// npm run febrl: what linking makes of FEBRL's data sets, a line each.
const records = await febrlDataSets()
for (const set of DATA_SETS) {
  const { truePairs, right, ...figures } = await figuresOf(set, records(set))
  process.stdout.write(`${JSON.stringify({ set, truePairs, right, share: Math.round((right / truePairs) * 1_000) / 1_000, ...figures })}\n`)
}
