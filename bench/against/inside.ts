/**
 * What can only be measured from inside a build: this file runs in a process of the build, beside its own sources, and says what it found as one line of JSON. `node
 * bench/against/inside.ts policy|replay|decide [PLACES]`; places as JSON: servers, else everything is embedded. What the build has not, or has otherwise, is said as `missing`.
 */
import type { Places } from '../../commands/adapters.ts'
import type { LoadClient } from '../load/client.ts'
import type { System } from '../system/system.ts'

const ROUND = { rounds: 3, warmUp: 1, reads: 60, accepted: 0, placed: 0, logEntries: 0, paced: 0 }

/** Measures something of a whole system in this process. */
async function ofSystem<T>(measure: (system: System, load: LoadClient) => Promise<T>): Promise<T> {
  const [{ openSystem }, { startLoadClient }] = await Promise.all([import('../system/system.ts'), import('../load/client.ts')])
  const load = startLoadClient()
  const [, , , places] = process.argv
  const system = await openSystem({ places: places === undefined ? undefined : (JSON.parse(places) as Places) })
  try {
    return await measure(system, load)
  } finally {
    await system.close()
    await load.close()
  }
}

async function policy(): Promise<Readonly<Record<string, number>>> {
  const { policyCost } = await import('../policy-cost.ts')
  return { share: (await ofSystem((system, load) => policyCost(system, load, ROUND))).ratio.median }
}

async function replay(): Promise<Readonly<Record<string, number>>> {
  const { replays } = await import('../replays.ts')
  return { rate: (await ofSystem((system, load) => replays(system, load, ROUND))).system.median }
}

async function decide(): Promise<Readonly<Record<string, number>>> {
  const { decisions } = await import('../decisions.ts')
  const { cold = Number.NaN, warm = Number.NaN } = decisions().ms
  return { cold, warm }
}

const measures: Readonly<Record<string, () => Promise<Readonly<Record<string, number>>>>> = { policy, replay, decide }
let found: object
try {
  found = { values: await measures[process.argv[2] ?? '']?.() }
} catch (error) {
  found = { missing: error instanceof Error ? error.message.split('\n')[0] : 'It fails there.' }
}
process.stdout.write(`${JSON.stringify(found)}\n`, () => {
  process.exit(0)
})
