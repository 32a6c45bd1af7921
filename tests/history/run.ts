// npm run history -- --reads 100000 --control 5000 --releases 8 --data DIR: writes a made-up history of reads into an empty data folder.
import { existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { planOf } from './plan.ts'
import { writeHistory } from './write-history.ts'

const { values } = parseArgs({
  options: {
    reads: { type: 'string', default: '2000' },
    control: { type: 'string', default: '100' },
    releases: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
    data: { type: 'string' },
  },
})
const [reads, control, releases, seed] = [values.reads, values.control, values.releases, values.seed].map(Number) as [
  number,
  number,
  number,
  number,
]
if (values.data === undefined || ![reads, control, releases, seed].every((one) => Number.isSafeInteger(one) && one >= 0)) {
  console.error(
    'Usage: npm run history -- --data DIR [--reads 2000] [--control 100] [--releases 8] [--seed 1]   (DIR: a folder that is not there, or is empty)',
  )
  process.exit(2)
}
const data = resolve(values.data)
// Made-up reads never go among real ones.
if (existsSync(data) && readdirSync(data).length > 0) {
  console.error('The folder of --data has something in it. Name one that is not there, or is empty.')
  process.exit(2)
}
const began = performance.now()
const written = await writeHistory(data, planOf({ seed, reads, control, releases }), (line) => {
  console.error(`  ${line}`)
})
console.log(JSON.stringify({ ...written, seconds: Math.round((performance.now() - began) / 1000) }))
