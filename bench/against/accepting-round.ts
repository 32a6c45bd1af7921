import { addRate, timeBlock } from './block.ts'
import { whileBothServe } from './while-serving.ts'
import { forBoth, runBlocks } from './pair.ts'
import { batchRequests } from './requests.ts'
import type { RoundPart } from './round.ts'
import { BLOCKS } from './work-size.ts'

const CONNECTIONS = 2

/** Accepted events over HTTP, in batches: the gateway alone, so that the same events may come again and again. */
export const acceptingRound: RoundPart = (comparing, round, figures) =>
  whileBothServe(comparing, { memory: 'gateway alone', roles: ['gateway'] }, figures, async (serving) => {
    const { work, size, load } = comparing
    const requests = await forBoth(serving, (one) => batchRequests(one, work.accepted))
    const send = (side: keyof typeof serving, times: number) => {
      const job = {
        origin: serving[side].origin,
        requests: Array.from({ length: times }, () => requests[side]).flat(),
        connections: CONNECTIONS,
      }
      return timeBlock(serving[side], () => load.run(job, 202))
    }
    for (const side of ['base', 'current'] as const) await send(side, 1)
    const taken = await runBlocks(round, (side) => send(side, size.times))
    addRate(figures, { name: 'accepted over HTTP, batches', things: 'events', n: BLOCKS * size.times * work.accepted.length }, taken)
  })
