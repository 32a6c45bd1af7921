import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { loadCatalogue } from '../../../schemas/index.ts'
import { startRunning } from '../../flow/running.ts'
import { compare } from './agreement.ts'
import { mutatedLines } from './mutated-lines.ts'

/** npm run agreement: JSON Schema, offline check and server on mutated events of every type. */
const { values } = parseArgs({
  options: { events: { type: 'string', default: '40000' }, seed: { type: 'string', default: String(randomInt(2 ** 31)) } },
})
const NOW = Date.parse('2025-06-01T12:00:00Z')
const MOST_SHOWN = 10

const lines = mutatedLines(loadCatalogue(), { count: Number(values.events), seed: Number(values.seed) })
const running = await startRunning({ at: NOW })
try {
  const { disagreements, counts, types, codes } = await compare(running, lines, new Date(NOW).toISOString())
  console.log(
    `seed ${values.seed}: ${String(lines.length)} mutated events of ${String([...types].filter((type) => running.parts.catalogue.types.has(String(type))).length)} types: ${JSON.stringify(counts)}`,
  )
  console.log(`codes: ${[...codes].sort().join(' ')}`)
  for (const { who, line, offline, says } of disagreements.slice(0, MOST_SHOWN))
    console.log(
      `${who} says otherwise than the offline check:\n  ${line}\n  offline: ${JSON.stringify(offline)}\n  ${who}: ${JSON.stringify(says)}`,
    )
  console.log(`${String(disagreements.length)} disagreements`)
  if (disagreements.length > 0) process.exitCode = 1
} finally {
  await running.stop()
  running.remove()
}
