import { quantile } from '../ratio.ts'
import { addRate, timeBlock } from './block.ts'
import { whileBothServe } from './while-serving.ts'
import { placeBlock } from './measure-inbox.ts'
import { measurePush } from './measure-push.ts'
import { forBoth, runBlocks } from './pair.ts'
import { readCaseRequest } from './read-case.ts'
import { createReceipts } from './receipts.ts'
import type { RoundPart } from './round.ts'
import { BLOCKS } from './work-size.ts'

const READ_CONNECTIONS = 4
/** Which events are accepted depends a little on which agency's come first. */
const ALIKE = 0.02

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const words = (n: number, unit: string): string => `${n.toLocaleString('en-GB')} ${unit}`

/** Inbox to read store, timeline reads and push, on builds that run everything in one process each. */
export const servingRound: RoundPart = (comparing, round, figures) =>
  whileBothServe(comparing, { memory: 'everything in one process' }, figures, async (serving) => {
    const { work, size, load, only } = comparing
    const receipts = { current: createReceipts(serving.current), base: createReceipts(serving.base) }
    const reads = await forBoth(serving, async (one) => (await readCaseRequest(one)).request)
    const readsOf = (side: keyof typeof serving, n: number) =>
      load.run({ origin: serving[side].origin, requests: Array.from({ length: n }, () => reads[side]), connections: READ_CONNECTIONS }, 200)

    if (only.has('inbox') || only.has('push'))
      for (const side of ['base', 'current'] as const) await placeBlock(serving[side], receipts[side], load, work.warmUp)
    if (only.has('inbox')) {
      const placed = await runBlocks(round, (side, block) =>
        placeBlock(serving[side], receipts[side], load, work.inbox[block] ?? work.warmUp),
      )
      const n = BLOCKS * size.placed
      addRate(figures, { name: 'inbox to read store', things: 'events', n }, placed)
      const accepted = {
        current: sum(placed.current.map((block) => block.accepted)),
        base: sum(placed.base.map((block) => block.accepted)),
      }
      // A build that refuses what the other takes has less to do.
      if (Math.abs(accepted.current - accepted.base) > ALIKE * n) {
        figures.note(
          `Inbox, round ${round}: of ${words(n, 'events')}, ${accepted.current.toLocaleString('en-GB')} were accepted here and ${accepted.base.toLocaleString('en-GB')} by ${serving.base.build.name}: the rates are not of the same work.`,
        )
      }
    }
    if (only.has('reads')) {
      for (const side of ['base', 'current'] as const) await readsOf(side, Math.ceil(size.reads / 2))
      const took: Record<keyof typeof serving, number[]> = { current: [], base: [] }
      const read = await runBlocks(round, (side) =>
        timeBlock(serving[side], async () => {
          took[side].push(...(await readsOf(side, size.reads)).took)
        }),
      )
      addRate(figures, { name: 'timeline reads', things: 'reads', n: BLOCKS * size.reads }, read)
      const spread = (took: readonly number[]): number => quantile(took, 0.99) / quantile(took, 0.5)
      figures.add(
        { name: 'timeline reads, p99 ÷ p50', unit: 'times', better: 'less', n: words(BLOCKS * size.reads, 'reads') },
        { current: spread(took.current), base: spread(took.base) },
      )
    }
    if (only.has('push')) await measurePush(comparing, round, figures, serving)
  })
