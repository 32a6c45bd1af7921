// npm run paired-worlds -- [--pairs N] [--seed S]: pairs of worlds that differ in what a reader may not know; names each channel that tells them apart, and exits 1.
import { parseArgs } from 'node:util'
import { startPairedWorlds } from './worlds.ts'

const { values } = parseArgs({ options: { pairs: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } } })
const worlds = await startPairedWorlds()
const [wanted, first] = [Number(values.pairs), Number(values.seed)]
const counts = { pairs: 0, hidden: 0, answers: 0, different: 0 }
for (let seed = first * 1_000_000; counts.pairs < wanted; seed++) {
  const result = await worlds.compare(seed)
  if (result === undefined) continue
  counts.pairs += 1
  counts.hidden += result.hidden
  counts.answers += result.answers
  if (result.differences.length > 0) counts.different += 1
  for (const channel of result.differences) process.stdout.write(`Seed ${String(seed)} differs in: ${channel}\n`)
}
await worlds.close()
process.stdout.write(
  `${String(counts.pairs)} pairs, ${String(counts.hidden)} hidden events, ${String(counts.answers)} answers compared; ${String(counts.different)} pairs differ\n`,
)
process.exitCode = counts.different === 0 ? 0 : 1
