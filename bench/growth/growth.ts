import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ServerFailure } from '../../scripts/servers/failure.ts'
import { COLUMNS, type ColumnName } from '../columns/column.ts'
import { startLoadClient, type LoadClient } from '../load/client.ts'
import type { BenchOptions, GrowthOptions } from '../options.ts'
import { openSystem, type System } from '../system/system.ts'
import { machine } from '../table.ts'
import { loadReadCases } from './cases.ts'
import { createLoader, type Loader } from './load.ts'
import { countOnTimelines, measureReads, measureWrites, WRITTEN } from './measure.ts'
import type { MeasuredStep } from './measured.ts'
import { readProgress, withStep } from './progress.ts'
import { measureRebuild } from './rebuild.ts'
import { writePage } from './page.ts'
import { growthText } from './report.ts'
import { openKept, type KeptEngines } from './servers.ts'
import { settled } from './settled.ts'
import { StoppedError } from './stopped.ts'
import { LARGEST, LARGEST_QUICK, stepsLeft } from './steps.ts'

/** What every step of a column's run has in common. */
interface Run {
  readonly column: ColumnName
  readonly folder: string
  readonly engines: KeptEngines
  readonly load: LoadClient
  /** Aborted when somebody stops the run. */
  readonly stopping: AbortSignal
  readonly say: Say
}

const MEBIBYTE = 1_024
/** What is printed between steps: so many events apart. */
const SAID_EVERY = 10_000

/** Says on the standard error how a run goes on, with the seconds since it began. */
function createSay(): (words: string) => void {
  const from = performance.now()
  return (words) => {
    console.error(`${((performance.now() - from) / 1000).toFixed(0).padStart(6)} s  ${words}`)
  }
}

type Say = ReturnType<typeof createSay>

/** Loads until a step and measures everything but the rebuild, which wants nothing to serve. */
async function measureServed(
  system: System,
  loader: Loader,
  load: LoadClient,
  size: number,
  say: Say,
): Promise<Omit<MeasuredStep, 'size' | 'startMs' | 'logBytes' | 'storeBytes' | 'rebuildMs'>> {
  await settled(system.parts)
  await loadReadCases(system, loader)
  let said = loader.progress().events
  await loader.loadTo(size - WRITTEN, (events) => {
    if (events < said + SAID_EVERY) return
    said = events
    say(`${events} events`)
  })
  await settled(system.parts)
  const writes = await measureWrites(system, loader)
  say(`${loader.progress().events} events: ${writes.writes.median.toFixed(0)} a second`)
  const reads = await measureReads(system, load)
  say(`reads: ${reads.map(({ events, p50 }) => `${events} events ${p50.toFixed(1)} ms`).join(', ')}`)
  return {
    events: loader.progress().events,
    onTimelines: await countOnTimelines(system),
    ...writes,
    reads,
    peakMemory: process.resourceUsage().maxRSS / MEBIBYTE,
  }
}

/** Loads until a step, measures it and notes what came out. Rejects with the reason of `stopping` where that is aborted: the store is closed in order. */
async function measureStep({ column, folder, engines, load, stopping, say }: Run, size: number): Promise<void> {
  stopping.throwIfAborted()
  const from = performance.now()
  const system = await openSystem(engines, folder)
  const startMs = performance.now() - from
  say(`serves after ${(startMs / 1000).toFixed(1)} s`)
  const loader = createLoader({ parts: system.parts, stopping }, folder, readProgress(folder, column))
  let served
  try {
    served = await measureServed(system, loader, load, size, say)
  } finally {
    await system.close()
  }
  stopping.throwIfAborted()
  const { logs, store } = await engines.disk()
  const rebuildMs = await measureRebuild(folder, engines.places)
  say(`rebuilt in ${(rebuildMs / 1000).toFixed(1)} s`)
  loader.note((before) => withStep(before, { size, ...served, startMs, logBytes: logs, storeBytes: store, rebuildMs }))
}

/** Measures the steps of a column that are left, and writes the page after each; resolves with all steps of the folder, and what they were measured on. */
async function growColumn(
  run: Omit<Run, 'engines' | 'say'>,
  largest: number,
): Promise<{ readonly measured: readonly MeasuredStep[]; readonly on: string }> {
  const { column, folder } = run
  const say = createSay()
  say(`The ${column} column, in ${folder}`)
  const engines = await openKept(column, folder)
  const on = `${machine()}; ${engines.description}`
  try {
    for (const size of stepsLeft(largest, readProgress(folder, column))) {
      await measureStep({ ...run, engines, say }, size)
      writePage(column, on, readProgress(folder, column).measured)
    }
  } finally {
    await engines.close()
  }
  return { measured: readProgress(folder, column).measured, on }
}

/** The usual folder of a column's load: the temporary one of this machine. */
const usualFolder = join(tmpdir(), 'throughline-growth')

/**
 * Loads an installation step by step and measures what it costs at each; prints a table, and writes it with a plot into docs/performance.md. A run that is stopped closes what
 * it has open, and the next goes on from there. Asserts nothing.
 */
export async function growth({ events, folder = usualFolder }: GrowthOptions, { column: asked, quick, json }: BenchOptions): Promise<void> {
  const load = startLoadClient()
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      stop.abort(new StoppedError())
    })
  try {
    for (const column of COLUMNS.filter((one) => asked === one || asked === 'both')) {
      const largest = events ?? (quick ? LARGEST_QUICK : LARGEST[column])
      try {
        const { measured, on } = await growColumn({ column, folder: join(resolve(folder), column), load, stopping: stop.signal }, largest)
        if (json) console.log(JSON.stringify({ on, column, measured }))
        else console.log(growthText(measured))
      } catch (error) {
        if (!(error instanceof ServerFailure) || asked === column) throw error
        console.error(`Without the ${column} column: ${error.message}`)
      }
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error
    console.error(new StoppedError().message)
    process.exitCode = 1
  } finally {
    await load.close()
  }
}
