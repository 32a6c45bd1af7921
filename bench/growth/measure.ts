import { sql } from 'kysely'
import type { LoadClient } from '../load/client.ts'
import { quantile, spreadOf } from '../ratio.ts'
import type { System } from '../system/system.ts'
import { readRequests } from './cases.ts'
import type { Loader } from './load.ts'
import type { MeasuredReads, MeasuredStep } from './measured.ts'
import { settled } from './settled.ts'

/** Rounds of writes, and events of each: the last of a step. */
const WRITE_ROUNDS = 3
const WRITE_EVENTS = 1_000
export const WRITTEN = WRITE_ROUNDS * WRITE_EVENTS
/** Reads of a case that are timed, and those before them. */
const READS = 200
const READS_OF_LARGE = 100
const LARGE = 1_000
const WARM_UP = 10
const MICROSECONDS = 1_000

/** Milliseconds of the processor that this process used. */
async function processorOf<T>(work: () => Promise<T>): Promise<readonly [T, number]> {
  const before = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  return [result, (user + system) / MICROSECONDS]
}

/** Events a second from the append to inboxes until timelines have them, and what one took of the processor. */
export async function measureWrites({ parts }: System, loader: Loader): Promise<Pick<MeasuredStep, 'writes' | 'writeProcessor'>> {
  const rates: number[] = []
  const processor: number[] = []
  for (let round = 0; round < WRITE_ROUNDS; round++) {
    const { count, append } = await loader.prepare(WRITE_EVENTS)
    const from = performance.now()
    const [, used] = await processorOf(async () => {
      await append()
      await settled(parts)
    })
    rates.push(count / ((performance.now() - from) / 1000))
    processor.push(used / count)
  }
  return { writes: spreadOf(rates), writeProcessor: quantile(processor, 0.5) }
}

/** Reads of each case, one after another. */
export async function measureReads(system: System, load: LoadClient): Promise<readonly MeasuredReads[]> {
  const { origin } = system.service
  const measured: MeasuredReads[] = []
  for (const [events, request] of await readRequests(system)) {
    const n = events < LARGE ? READS : READS_OF_LARGE
    const read = (count: number) => load.run({ origin, requests: Array.from({ length: count }, () => request), connections: 1 }, 200)
    await read(WARM_UP)
    const [{ took }, used] = await processorOf(() => read(n))
    measured.push({ events, n, p50: quantile(took, 0.5), p99: quantile(took, 0.99), processor: used / n })
  }
  return measured
}

/** Events that are on timelines. */
export async function countOnTimelines({ parts }: System): Promise<number> {
  const { rows } = await sql<{ count: string }>`select count(*) as count from case_event`.execute(parts.store.db)
  return Number(rows[0]?.count)
}
