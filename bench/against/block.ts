import { performance } from 'node:perf_hooks'
import type { FigureWords, Figures } from './figures.ts'
import type { Pair } from './order.ts'
import type { Serving } from './serving.ts'

/** What a block took. */
export interface BlockTime {
  readonly ms: number
  /** Processor time of the build's process, ms; undefined where the machine does not say. */
  readonly processor: number | undefined
}

/** Times a block of a build, from its begin to its end. What it needs must be there before. */
export async function timeBlock(serving: Serving, block: () => Promise<unknown>): Promise<BlockTime> {
  const before = serving.processorTime()
  const from = performance.now()
  await block()
  const ms = performance.now() - from
  const after = serving.processorTime()
  return { ms, processor: before === undefined || after === undefined ? undefined : after - before }
}

const SECOND = 1_000
const sumOf = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Adds a rate, `n` of something in a build's blocks of a round together, and the processor time that one of them took: what a busy machine changes least. */
export function addRate(
  figures: Figures,
  { name, things, n }: { readonly name: string; readonly things: string; readonly n: number },
  blocks: Pair<readonly BlockTime[]>,
): void {
  const words = { n: `${n.toLocaleString('en-GB')} ${things}` }
  const rate = (times: readonly BlockTime[]): number => n / (sumOf(times.map(({ ms }) => ms)) / SECOND)
  const rateWords: FigureWords = { ...words, name, unit: `${things} a second`, better: 'more' }
  figures.add(rateWords, { current: rate(blocks.current), base: rate(blocks.base) })
  const each = (times: readonly BlockTime[]): number => sumOf(times.map(({ processor }) => processor ?? Number.NaN)) / n
  const values = { current: each(blocks.current), base: each(blocks.base) }
  if (Number.isNaN(values.current + values.base)) figures.note('Processor time and memory are measured on Linux only.')
  else figures.add({ ...words, name: `${name}, processor`, unit: 'ms each', better: 'less' }, values)
}
