import { quantile } from '../ratio.ts'
import type { Figures } from './figures.ts'
import type { Pair } from './order.ts'
import { runBlocks } from './pair.ts'
import { singleRequests } from './requests.ts'
import type { Comparing } from './round.ts'
import type { Serving } from './serving.ts'

/** Events that wait until they are in force keep their connection. */
const CONNECTIONS = 64
const SECOND = 1_000
const SHARES = [
  ['p50', 0.5],
  ['p95', 0.95],
  ['p99', 0.99],
] as const

/** At which paces the longest times are compared. */
const [SLOW, FAST] = [4, 400] as const

/** Events one by one at each steady pace: how long from their POST until the answer that they are in force, and what the pace does to the longest of these times. */
export async function measurePush({ work, load }: Comparing, round: number, figures: Figures, serving: Pair<Serving>): Promise<void> {
  const longest = new Map<number, Pair<number>>()
  for (const { pace, blocks } of work.paced) {
    const pushed = await runBlocks(round, async (side, block) => {
      const { events, isProbe } = blocks[block] ?? { events: [], isProbe: () => false }
      const requests = await singleRequests(serving[side], events)
      const { took } = await load.run({ origin: serving[side].origin, requests, connections: CONNECTIONS, every: SECOND / pace }, 202)
      return took.filter((_, index) => isProbe(index))
    })
    const [current, base] = [pushed.current.flat(), pushed.base.flat()]
    const n = `${current.length.toLocaleString('en-GB')} answers`
    for (const [name, share] of SHARES) {
      const values = { current: quantile(current, share), base: quantile(base, share) }
      figures.add({ name: `push to timeline at ${String(pace)} a second, ${name}`, unit: 'ms', better: 'less', n }, values)
      if (name === 'p99') longest.set(pace, values)
    }
  }
  const [slow, fast] = [longest.get(SLOW), longest.get(FAST)]
  if (slow === undefined || fast === undefined) return
  figures.add(
    { name: `push to timeline, p99 at ${String(FAST)} a second ÷ at ${String(SLOW)}`, unit: 'times', better: 'less', n: 'a round' },
    { current: fast.current / slow.current, base: fast.base / slow.base },
  )
}
