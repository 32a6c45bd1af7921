import { blocksOf, type Pair, type Side } from './order.ts'

/** Does something for both at once; resolves when both are done, also where one fails. */
export async function forBoth<A, B>(pair: Pair<A>, work: (one: A, side: Side) => Promise<B>): Promise<Pair<B>> {
  const [current, base] = await Promise.allSettled([work(pair.current, 'current'), work(pair.base, 'base')])
  if (current.status === 'rejected') throw current.reason
  if (base.status === 'rejected') throw base.reason
  return { current: current.value, base: base.value }
}

/** Runs a round's blocks, one after another; `work` is told how many blocks its side has had. What each side's blocks came to. */
export async function runBlocks<T>(round: number, work: (side: Side, block: number) => Promise<T>): Promise<Pair<readonly T[]>> {
  const done: Record<Side, T[]> = { current: [], base: [] }
  for (const side of blocksOf(round)) done[side].push(await work(side, done[side].length))
  return done
}
