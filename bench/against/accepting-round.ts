import { whileBothServe } from './installations.ts'
import { forBoth, runBlocks } from './pair.ts'
import { batchRequests } from './requests.ts'
import type { RoundPart } from './round.ts'
import { BLOCKS } from './workload.ts'

const CONNECTIONS = 2
const SECOND = 1_000

/** Accepted events over HTTP, in batches: the gateway alone, so that the same events may come again and again. */
export const acceptingRound: RoundPart = (comparing, round, figures) => whileBothServe(comparing, { memory: 'gateway alone', roles: ['gateway'] }, figures, async (serving) => {
  const { work, size, load } = comparing
  const requests = await forBoth(serving, (one) => batchRequests(one, work.accepted))
  const send = async (side: keyof typeof serving, times: number): Promise<number> =>
    (await load.run({ origin: serving[side].origin, requests: Array.from({ length: times }, () => requests[side]).flat(), connections: CONNECTIONS }, 202)).ms
  for (const side of ['base', 'current'] as const) await send(side, 1)
  const taken = await runBlocks(round, (side) => send(side, size.times))
  const n = BLOCKS * size.times * work.accepted.length
  const rate = (ms: readonly number[]): number => n / (ms.reduce((total, value) => total + value, 0) / SECOND)
  figures.add({ name: 'accepted over HTTP, batches', unit: 'events a second', better: 'more', n: `${n.toLocaleString('en-GB')} events` }, { current: rate(taken.current), base: rate(taken.base) })
})
