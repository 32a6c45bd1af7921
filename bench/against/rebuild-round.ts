import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { startLoadClient } from '../load/client.ts'
import { addRate, type BlockTime } from './block.ts'
import type { Build } from './build.ts'
import type { Cleanup } from './cleanup.ts'
import type { Installation } from './installations.ts'
import { placeBlock } from './measure-inbox.ts'
import { sidesInOrder, type Pair, type Side } from './order.ts'
import { forBoth } from './pair.ts'
import { createReceipts } from './receipts.ts'
import type { Comparing, RoundPart } from './round.ts'
import { processOf, serveBuild, startBuild } from './serving.ts'

const LOOK_MS = 20

/** An installation of a build with everything that is to be rebuilt. */
async function filled(build: Build, side: Side, { installations, work, cleanup }: Comparing): Promise<Installation> {
  const installation = await installations.fresh(build, side)
  const serving = await serveBuild(build, installation.data, cleanup, { places: installation.places })
  // A client of its own: both builds are filled at once.
  const load = startLoadClient()
  const receipts = createReceipts(serving)
  for (const block of work.rebuilt()) await placeBlock(serving, receipts, load, block)
  await load.close()
  await serving.stop()
  return installation
}

interface Rebuilt extends BlockTime {
  /** MiB; undefined where the machine does not say. */
  readonly peak: number | undefined
}

/** Runs `timeline rebuild` in a process of a build: from its start to its end. */
async function rebuildBy(build: Build, { data, places }: Installation, cleanup: Cleanup): Promise<Rebuilt> {
  const from = performance.now()
  const child = await startBuild(build, ['timeline', 'rebuild'], { ...places, THROUGHLINE_DATA: data })
  const kill = cleanup.add(() => {
    child.kill('SIGKILL')
  })
  const said: string[] = []
  child.stdout.resume()
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text))
  const of = processOf(child.pid)
  let [peak, processor] = [of.peakMemory(), of.processorTime()]
  // What a process that has ended came to is told nowhere.
  const look = setInterval(() => {
    peak = of.peakMemory() ?? peak
    processor = of.processorTime() ?? processor
  }, LOOK_MS)
  const [code] = (await once(child, 'close')) as readonly unknown[]
  clearInterval(look)
  kill()
  if (code !== 0) throw new Error(`The rebuild of ${build.name} ended with ${String(code)}.\n${said.join('')}`)
  return { ms: performance.now() - from, processor, peak }
}

/** The read store made again from the logs, by each build of its own, in a process that does nothing else. The logs are filled in the round that is thrown away, and stay as they are. */
export function createRebuildRound(): RoundPart {
  let made: Pair<Installation> | undefined
  return async (comparing, round, figures) => {
    const { builds, cleanup, size } = comparing
    made ??= await forBoth(builds, (build, side) => filled(build, side, comparing))
    const taken: Partial<Record<Side, Rebuilt>> = {}
    for (const side of sidesInOrder(round)) taken[side] = await rebuildBy(builds[side], made[side], cleanup)
    const { current, base } = taken
    if (current === undefined || base === undefined) return
    addRate(figures, { name: 'rebuild', things: 'events', n: size.rebuilt }, { current: [current], base: [base] })
    if (current.peak === undefined || base.peak === undefined) return
    figures.add(
      { name: 'peak memory, rebuild', unit: 'MiB', better: 'less', n: `${size.rebuilt.toLocaleString('en-GB')} events` },
      { current: current.peak, base: base.peak },
    )
  }
}
