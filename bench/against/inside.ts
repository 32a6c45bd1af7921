/**
 * What can only be measured from inside a build: this file runs in a process of the build, beside its own sources, and says what it found as one line of JSON. `node
 * bench/against/inside.ts policy|decide`. What the build has not, or has otherwise, is said as `missing`.
 */
const ROUND = { rounds: 3, warmUp: 1, reads: 60, accepted: 0, placed: 0, logEntries: 0, paced: 0 }

async function policy(): Promise<Readonly<Record<string, number>>> {
  const [{ embedded }, { openSystem }, { startLoadClient }, { policyCost }] = await Promise.all([
    import('../columns/embedded.ts'),
    import('../system/system.ts'),
    import('../load/client.ts'),
    import('../policy-cost.ts'),
  ])
  const load = startLoadClient()
  const system = await openSystem(embedded)
  try {
    return { share: (await policyCost(system, load, ROUND)).ratio.median }
  } finally {
    await system.close()
    await load.close()
  }
}

async function decide(): Promise<Readonly<Record<string, number>>> {
  const { decisions } = await import('../decisions.ts')
  const { cold = Number.NaN, warm = Number.NaN } = decisions().ms
  return { cold, warm }
}

const measures: Readonly<Record<string, () => Promise<Readonly<Record<string, number>>>>> = { policy, decide }
let found: object
try {
  found = { values: await measures[process.argv[2] ?? '']?.() }
} catch (error) {
  found = { missing: error instanceof Error ? error.message.split('\n')[0] : 'It fails there.' }
}
process.stdout.write(`${JSON.stringify(found)}\n`, () => {
  process.exit(0)
})
