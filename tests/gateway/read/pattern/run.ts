// npm run pattern-counts -- [--cases N] [--seed S]: made-up cases, read by every role; names each number of a pattern that a plain count of the same timeline has otherwise, and exits 1.
import { parseArgs } from 'node:util'
import { startComparison } from './compare-counts.ts'

const { values } = parseArgs({ options: { cases: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' } } })
const comparison = await startComparison()
const [cases, first] = [Number(values.cases), Number(values.seed)]
const counts = { shown: 0, different: 0 }
for (let seed = first * 1_000_000; seed < first * 1_000_000 + cases; seed++) {
  const { shown, differences } = await comparison.compare(seed)
  counts.shown += Object.values(shown).reduce((sum, count) => sum + count, 0)
  if (differences.length > 0) counts.different += 1
  for (const difference of differences) process.stdout.write(`Seed ${String(seed)}: ${difference}\n`)
}
await comparison.close()
process.stdout.write(`${String(cases)} cases, ${String(counts.shown)} events shown; ${String(counts.different)} cases differ\n`)
process.exitCode = counts.different === 0 ? 0 : 1
