/** npm run bench [-- --quick] [--json] [--only=NAME]: prints rates beside their ceilings, as ratios. It never asserts. */
import { accepted } from './accepted.ts'
import { decisions } from './decisions.ts'
import { inboxToStore } from './inbox-to-store.ts'
import { startLoadClient } from './load/client.ts'
import { PACES, pushToTimeline } from './push-to-timeline.ts'
import type { Comparison } from './ratio.ts'
import { FULL, QUICK } from './size.ts'
import { openSystem } from './system/system.ts'
import { comparisonTable, machine, timingTable } from './table.ts'
import { timelineReads } from './timeline-reads.ts'
import type { Timing } from './timing.ts'

const options = new Set(process.argv.slice(2))
const json = options.has('--json')
const size = options.has('--quick') ? QUICK : FULL
const load = startLoadClient()
const comparisons: Comparison[] = []
const timings: Timing[] = []

const only = [...options].find((option) => option.startsWith('--only='))?.slice('--only='.length)
const wanted = (name: string): boolean => only === undefined || only === name

if (wanted('accepted')) comparisons.push(await accepted(load, size))
const system = await openSystem()
if (wanted('inbox')) comparisons.push(await inboxToStore(system, size))
if (wanted('reads')) comparisons.push(await timelineReads(system, load, size))
if (wanted('push')) for (const pace of PACES) timings.push(await pushToTimeline(system, load, pace, size))
await system.close()
if (wanted('decide')) timings.push(decisions())
await load.close()

if (json) console.log(JSON.stringify({ machine: machine(), comparisons, timings }))
else console.log(`${machine()}\n\n${comparisonTable(comparisons)}\n\n${timingTable(timings)}`)
