import { quantile } from '../ratio.ts'
import { whileBothServe } from './installations.ts'
import { placeBlock } from './measure-inbox.ts'
import type { Pair } from './order.ts'
import { forBoth, runBlocks } from './pair.ts'
import { readCaseRequest } from './read-case.ts'
import { createReceipts } from './receipts.ts'
import { singleRequests } from './requests.ts'
import type { RoundPart } from './round.ts'
import { BLOCKS, PACE } from './workload.ts'

const READ_CONNECTIONS = 4
const PUSH_CONNECTIONS = 16
const SECOND = 1_000

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const perSecond = (n: number, ms: Pair<readonly number[]>): Pair<number> => ({ current: n / (sum(ms.current) / SECOND), base: n / (sum(ms.base) / SECOND) })
const words = (n: number, unit: string): string => `${n.toLocaleString('en-GB')} ${unit}`

/** Inbox to read store, timeline reads and push, on builds that run everything in one process each. */
export const servingRound: RoundPart = (comparing, round, figures) => whileBothServe(comparing, { memory: 'everything in one process' }, figures, async (serving) => {
  const { work, size, load, only } = comparing
  const receipts = { current: createReceipts(serving.current), base: createReceipts(serving.base) }
  const reads = await forBoth(serving, async (one) => (await readCaseRequest(one)).request)
  const readsOf = (side: keyof typeof serving, n: number) =>
    load.run({ origin: serving[side].origin, requests: Array.from({ length: n }, () => reads[side]), connections: READ_CONNECTIONS }, 200)

  if (only.has('inbox') || only.has('push')) for (const side of ['base', 'current'] as const) await placeBlock(serving[side], receipts[side], load, work.warmUp)
  if (only.has('inbox')) {
    const placed = await runBlocks(round, (side, block) => placeBlock(serving[side], receipts[side], load, work.inbox[block] ?? work.warmUp))
    const n = BLOCKS * size.placed
    figures.add({ name: 'inbox to read store', unit: 'events a second', better: 'more', n: words(n, 'events') },
      perSecond(n, { current: placed.current.map(({ ms }) => ms), base: placed.base.map(({ ms }) => ms) }))
    const accepted = { current: sum(placed.current.map((block) => block.accepted)), base: sum(placed.base.map((block) => block.accepted)) }
    for (const side of ['current', 'base'] as const) {
      if (accepted[side] !== n) figures.note(`Inbox: of ${words(n, 'events')}, the build ${serving[side].build.name} accepted ${accepted[side].toLocaleString('en-GB')}.`)
    }
  }
  if (only.has('reads')) {
    for (const side of ['base', 'current'] as const) await readsOf(side, Math.ceil(size.reads / 2))
    const read = await runBlocks(round, (side) => readsOf(side, size.reads))
    const n = BLOCKS * size.reads
    figures.add({ name: 'timeline reads', unit: 'reads a second', better: 'more', n: words(n, 'reads') },
      perSecond(n, { current: read.current.map(({ ms }) => ms), base: read.base.map(({ ms }) => ms) }))
  }
  if (only.has('push')) {
    const pushed = await runBlocks(round, async (side, block) => {
      const { events, isProbe } = work.paced[block] ?? { events: [], isProbe: () => false }
      const requests = await singleRequests(serving[side], events)
      const { took } = await load.run({ origin: serving[side].origin, requests, connections: PUSH_CONNECTIONS, every: SECOND / PACE }, 202)
      return took.filter((_, index) => isProbe(index))
    })
    const [current, base] = [pushed.current.flat(), pushed.base.flat()]
    for (const [name, share] of [['p50', 0.5], ['p95', 0.95]] as const) {
      figures.add({ name: `push to timeline at ${PACE} a second, ${name}`, unit: 'ms', better: 'less', n: words(current.length, 'answers') }, { current: quantile(current, share), base: quantile(base, share) })
    }
  }
})
