// npm run never-tells -- [--events N] [--pairs N] [--seed S]: what an agency publishes shows its readers nothing more of others' events (P1), and what others publish
// tells its systems and people nothing (P2): domain model D.11. Prints what was compared, the exceptions by their row, and every other one; exits 1 for any such.
import { parseArgs } from 'node:util'
import { currentReleaseFiles } from '../../policy/release/files.ts'
import { loadRelease } from '../../policy/release/load.ts'
import { loadCatalogue } from '../../schemas/index.ts'
import { checkDisclosure } from './disclosure/check.ts'
import { startSilenceWorlds } from './silence/worlds.ts'

const BATCH = 12
const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '20000' },
    pairs: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
  },
})
const [events, wanted, seed] = [Number(values.events), Number(values.pairs), Number(values.seed)]
const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const disclosure = checkDisclosure(loadRelease(currentReleaseFiles(loadCatalogue())), { events, seed })
print(
  `Disclosure, seed ${String(seed)}: ${String(disclosure.events)} own events of ${String(disclosure.types.size)} types; ${String(disclosure.permitted)} reads permitted`,
)
for (const [row, count] of disclosure.byRow) print(`  ${row}: ${String(count)} show more by their row`)
for (const { seed: at, own, gains } of disclosure.leaks) {
  const {
    reader: { role },
    purpose,
  } = own.before.request
  print(
    `  Seed ${String(at)}: ${own.event.type} shows ${role} for ${purpose} more of ${String(gains.length)} event(s) (${[...new Set(gains.map(({ what }) => what))].join(', ')})`,
  )
}

const worlds = await startSilenceWorlds()
const sum = { pairs: 0, sent: 0, lines: 0, differences: 0 }
const types = new Set<string>()
for (let first = seed; sum.pairs < wanted; first += BATCH) {
  const batch = await worlds.compare(first, Math.min(BATCH, wanted - sum.pairs))
  sum.pairs += batch.pairs
  sum.sent += batch.sent
  sum.lines += batch.lines
  sum.differences += batch.differences.length
  for (const type of batch.types) types.add(type)
  for (const {
    channel,
    only: [here, there],
  } of batch.differences)
    print(
      `  From seed ${String(first)}: ${channel} tells the worlds apart; ${String(here.length)} and ${String(there.length)} line(s) of one alone`,
    )
}
await worlds.close()
print(
  `Silence, seed ${String(seed)}: ${String(sum.pairs)} pairs of worlds, ${String(sum.sent)} events of ${String(types.size)} types in each, ${String(sum.lines)} lines compared; ${String(sum.differences)} channel(s) tell`,
)
print(`${String(disclosure.leaks.length + sum.differences)} exceptions that are on no table`)
process.exitCode = disclosure.leaks.length + sum.differences === 0 ? 0 : 1
