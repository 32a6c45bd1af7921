/** npm run bench [-- --quick] [--json] [--only=NAME]: prints rates beside their ceilings, as ratios. It never asserts. */
import { accepted } from './accepted.ts'
import { startLoadClient } from './load/client.ts'
import type { Comparison } from './ratio.ts'
import { FULL, QUICK } from './size.ts'
import { comparisonTable, machine, timingTable } from './table.ts'
import type { Timing } from './timing.ts'

const options = new Set(process.argv.slice(2))
const json = options.has('--json')
const size = options.has('--quick') ? QUICK : FULL
const load = startLoadClient()
const comparisons: Comparison[] = []
const timings: Timing[] = []

comparisons.push(await accepted(load, size))
await load.close()

if (json) console.log(JSON.stringify({ machine: machine(), comparisons, timings }))
else console.log(`${machine()}\n\n${comparisonTable(comparisons)}\n\n${timingTable(timings)}`)
