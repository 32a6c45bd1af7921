import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { SimulationPlace } from '../../producers/simulator/simulation.ts'
import type { ColumnName } from '../columns/column.ts'
import { OptionError } from '../options.ts'
import type { MeasuredStep } from './measured.ts'

/** How far the load of a folder is. What it says is there is durable; what came after is sent again, and taken for a repeat. */
export interface LoadProgress {
  readonly column: ColumnName
  /** Events that were sent, those of the cases that are read among them. */
  readonly events: number
  /** Where the source of events goes on; undefined: at its beginning. */
  readonly place: SimulationPlace | undefined
  /** Whether the cases that are read are there. */
  readonly hasCases: boolean
  /** Steps that were measured, by size, smallest first. */
  readonly measured: readonly MeasuredStep[]
}

const FILE = 'growth.json'
const spread = z.strictObject({ median: z.number(), low: z.number(), high: z.number() })
const step = z.strictObject({
  size: z.number(),
  events: z.number(),
  onTimelines: z.number(),
  writes: spread,
  writeProcessor: z.number(),
  reads: z.array(z.strictObject({ events: z.number(), n: z.number(), p50: z.number(), p99: z.number(), processor: z.number() })),
  startMs: z.number(),
  peakMemory: z.number(),
  logBytes: z.number().optional(),
  storeBytes: z.number(),
  rebuildMs: z.number(),
})
const progress = z.strictObject({
  column: z.enum(['embedded', 'distributed']),
  events: z.number(),
  place: z.strictObject({ cases: z.number(), random: z.number() }).optional(),
  hasCases: z.boolean(),
  measured: z.array(step),
})

/** The progress of a folder; of one that has none the beginning. Throws OptionError where the folder has the load of another column, or another form of it. */
export function readProgress(folder: string, column: ColumnName): LoadProgress {
  const file = join(folder, FILE)
  if (!existsSync(file)) return { column, events: 0, place: undefined, hasCases: false, measured: [] }
  const read = progress.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (!read.success || read.data.column !== column)
    throw new OptionError(`${folder} has a load that this run cannot go on with. Name another --folder, or delete it.`)
  return { ...read.data, place: read.data.place, measured: read.data.measured.map((one) => ({ ...one, logBytes: one.logBytes })) }
}

/** Writes the progress of a folder, whole or not at all. */
export function writeProgress(folder: string, value: LoadProgress): void {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, FILE)
  writeFileSync(`${file}.new`, JSON.stringify(value), { flush: true })
  renameSync(`${file}.new`, file)
}

/** With a step measured; what was measured at that step before is replaced. */
export const withStep = (before: LoadProgress, step: MeasuredStep): LoadProgress => ({
  ...before,
  measured: [...before.measured.filter(({ size }) => size !== step.size), step].toSorted((one, other) => one.size - other.size),
})
