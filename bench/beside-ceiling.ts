import { ServerFailure } from '../scripts/servers/failure.ts'
import { accepted } from './accepted.ts'
import { alternatives } from './alternatives/alternatives.ts'
import { casePage } from './case-page.ts'
import { COLUMNS, type Column, type ColumnName } from './columns/column.ts'
import { openDistributed } from './columns/distributed.ts'
import { embedded } from './columns/embedded.ts'
import { decisions } from './decisions.ts'
import { inboxToStore } from './inbox-to-store.ts'
import { logEntries } from './log/log-entries.ts'
import { startLoadClient, type LoadClient } from './load/client.ts'
import { policyCost } from './policy-cost.ts'
import { timelineMembers } from './members/members.ts'
import { PACES, pushToTimeline } from './push-to-timeline.ts'
import type { BenchOptions, FigureName } from './options.ts'
import type { Comparison } from './ratio.ts'
import { replays } from './replays.ts'
import { FULL, QUICK, type Size } from './size.ts'
import { openSystem } from './system/system.ts'
import { comparisonTable, machine, timingTable } from './table.ts'
import { timelineReads } from './timeline-reads.ts'
import type { Timing } from './timing.ts'

interface Figures {
  readonly column: ColumnName
  readonly comparisons: readonly Comparison[]
  /** Beside what somebody would use instead. */
  readonly alternatives: readonly Comparison[]
  /** Several timelines beside one. */
  readonly members: readonly Comparison[]
  readonly timings: readonly Timing[]
}

/** Figures of which each needs the whole system in this process. */
const OF_SYSTEM = ['accepted', 'inbox', 'reads', 'replay', 'page', 'policy', 'push', 'alternatives'] as const

async function measure(column: Column, load: LoadClient, size: Size, isWanted: (name: FigureName) => boolean): Promise<Figures> {
  // Before everything else: the tables and topics are to be its own.
  const members = isWanted('members') ? await timelineMembers(column, size) : []
  if (!OF_SYSTEM.some(isWanted)) return { column: column.name, comparisons: [], alternatives: [], members, timings: [] }
  const comparisons: Comparison[] = []
  const timings: Timing[] = []
  const others: Comparison[] = []
  const system = await openSystem(column)
  try {
    if (isWanted('inbox')) comparisons.push(await inboxToStore(column, system, size))
    if (isWanted('reads')) comparisons.push(await timelineReads(system, load, size))
    if (isWanted('replay')) comparisons.push(await replays(system, load, size))
    if (isWanted('page')) comparisons.push(await casePage(system, load, size))
    if (isWanted('policy')) comparisons.push(await policyCost(system, load, size))
    if (isWanted('alternatives')) others.push(...(await alternatives(column, system, load, size)))
    if (isWanted('push')) for (const pace of PACES) timings.push(await pushToTimeline(system, load, pace, size))
    if (isWanted('accepted')) comparisons.unshift(...(await accepted(column, system, load, size)))
  } finally {
    await system.close()
  }
  return { column: column.name, comparisons, alternatives: others, members, timings }
}

/** Opens a column; undefined for servers that cannot be had, unless they were asked for by name. */
async function open(name: ColumnName, asked: BenchOptions['column']): Promise<Column | undefined> {
  if (name === 'embedded') return embedded
  try {
    return await openDistributed()
  } catch (error) {
    if (!(error instanceof ServerFailure) || asked === name) throw error
    console.error(`Without the distributed column: ${error.message}`)
    return undefined
  }
}

/** Measures the system beside its ceiling, column by column, and prints rates and ratios. Asserts nothing. */
export async function besideCeiling({ quick, json, column: asked, only, rounds }: BenchOptions): Promise<void> {
  const size = { ...(quick ? QUICK : FULL), ...(rounds === undefined ? {} : { rounds }) }
  const isWanted = (name: FigureName): boolean => only.has(name)
  const needsColumn = [...only].some((name) => name !== 'decide' && name !== 'log')
  const load = startLoadClient()
  const all: Figures[] = []
  if (!json) console.log(machine())
  for (const name of COLUMNS.filter((one) => needsColumn && (asked === one || asked === 'both'))) {
    const column = await open(name, asked)
    if (column === undefined) continue
    try {
      const figures = await measure(column, load, size, isWanted)
      all.push(figures)
      if (!json)
        console.log(
          `\nThe ${name} column\n\n${[comparisonTable(figures.comparisons), comparisonTable(figures.alternatives, 'alternative'), comparisonTable(figures.members, 'one'), timingTable(figures.timings)].filter(Boolean).join('\n\n')}`,
        )
    } finally {
      await column.close()
    }
  }
  const ofLog = isWanted('log') ? await logEntries(size) : []
  const decided = isWanted('decide') ? [decisions()] : []
  await load.close()
  if (json) console.log(JSON.stringify({ machine: machine(), columns: all, log: ofLog, timings: decided }))
  else console.log(`\n${[comparisonTable(ofLog), timingTable(decided)].filter(Boolean).join('\n\n')}`)
}
