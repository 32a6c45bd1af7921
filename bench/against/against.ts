import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ServerFailure } from '../../scripts/servers/failure.ts'
import { COLUMNS, type ColumnName } from '../columns/column.ts'
import { startLoadClient } from '../load/client.ts'
import type { BenchOptions } from '../options.ts'
import { machine } from '../table.ts'
import { acceptingRound } from './accepting-round.ts'
import { prepareBuilds, ROOT } from './build.ts'
import { createCleanup } from './cleanup.ts'
import { distributedInstallations } from './distributed.ts'
import { createFigures, type AgainstFigure, type Figures } from './figures.ts'
import { commitOf, isChanged } from './git.ts'
import { insideRound } from './inside-round.ts'
import { embeddedInstallations, type Installations, type InstallationsOptions } from './installations.ts'
import { readersAgency } from './read-case.ts'
import type { Comparing, RoundPart } from './round.ts'
import { createRebuildRound } from './rebuild-round.ts'
import { restingRound } from './resting-round.ts'
import { servingRound } from './serving-round.ts'
import { againstTable, heading, LEGEND } from './table.ts'
import { workSize } from './work-size.ts'
import { makeWorkload, NO_WORK } from './workload.ts'

/** Figures of builds that serve. */
const SERVED = ['accepted', 'inbox', 'reads', 'push', 'rebuild', 'memory'] as const

const say = (line: string): void => {
  console.error(line)
}

/** The parts of a round that give the figures that are wanted. */
function partsOf({ only }: BenchOptions, column: ColumnName): readonly RoundPart[] {
  const wanted = (['inbox', 'reads', 'push'] as const).some((name) => only.has(name))
  return [
    ...(wanted ? [servingRound] : []),
    ...(only.has('accepted') ? [acceptingRound] : []),
    ...(only.has('rebuild') ? [createRebuildRound()] : []),
    ...(only.has('memory') ? [restingRound] : []),
    // A decision stands on nothing: one column is enough.
    ...(['policy', 'replay', 'decide'] as const)
      .filter((name) => only.has(name) && !(name === 'decide' && column === 'distributed'))
      .map(insideRound),
  ]
}

/** Installations of a column; undefined for servers that cannot be had, unless they were asked for by name. */
async function openInstallations(
  column: ColumnName,
  options: InstallationsOptions & { readonly asked: BenchOptions['column'] },
): Promise<Installations | undefined> {
  if (column === 'embedded') {
    const { installations, entries } = await embeddedInstallations(options)
    if (entries.current !== entries.base)
      say(`Note: the reader sees ${entries.current} entries here and ${entries.base} of the same case in ${options.builds.base.name}.`)
    return installations
  }
  try {
    return await distributedInstallations(options)
  } catch (error) {
    if (!(error instanceof ServerFailure) || options.asked === column) throw error
    say(`Without the distributed column: ${error.message}`)
    return undefined
  }
}

/** Runs a round that is thrown away and those that count; says how each went, so that a long run that is stopped was not for nothing. */
async function runRounds(comparing: Comparing, parts: readonly RoundPart[]): Promise<Figures> {
  const { rounds } = comparing.size
  const figures = createFigures()
  say('A round that is thrown away …')
  // What it has to say is said, but not counted.
  for (const part of parts) await part(comparing, 0, { ...figures, add: () => undefined })
  for (let round = 1; round <= rounds; round++) {
    for (const part of parts) await part(comparing, round, figures)
    say(`Round ${round} of ${rounds}, ratios: ${[...figures.last()].map(([name, ratio]) => `${name} ${ratio.toFixed(2)}`).join('; ')}`)
  }
  return figures
}

interface Column {
  readonly column: ColumnName
  readonly figures: readonly AgainstFigure[]
  readonly notes: readonly string[]
}

/** Compares the builds column by column; each is told when it is there. */
async function compareColumns(
  options: BenchOptions,
  prepared: Omit<Comparing, 'installations' | 'only'> & Pick<InstallationsOptions, 'newPath'>,
  onColumn: (column: Column) => void,
): Promise<void> {
  const { column: asked, only } = options
  for (const column of COLUMNS.filter((one) => asked === one || asked === 'both')) {
    const parts = partsOf(options, column)
    if (parts.length === 0) continue
    const installations = await openInstallations(column, { ...prepared, asked })
    if (installations === undefined) continue
    say(`The ${column} column`)
    try {
      const figures = await runRounds({ ...prepared, installations, only }, parts)
      onColumn({ column, figures: figures.all(), notes: figures.notes() })
    } finally {
      await installations.close()
    }
  }
}

/** Compares this checkout as it is on disk with a revision, in each column, and prints the ratio of every figure with its interval. Asserts nothing. Throws GitError. */
export async function against(asked: string, options: BenchOptions): Promise<void> {
  const compared = { current: commitOf(ROOT, 'HEAD'), changed: isChanged(ROOT), base: commitOf(ROOT, asked), asked }
  const cleanup = createCleanup()
  const folder = mkdtempSync(join(tmpdir(), 'throughline-bench-'))
  // A process that was killed just now may still write.
  cleanup.add(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  const load = startLoadClient()
  let paths = 0
  const newPath = (): string => join(folder, `data-${++paths}`)
  try {
    if (!options.json) console.log(`${heading(compared)}\n${machine()}`)
    const size = workSize(options)
    const builds = prepareBuilds(compared.base, folder, cleanup)
    const isServed = SERVED.some((name) => options.only.has(name))
    if (isServed) say('Making the events …')
    const made = options.only.has('push') ? size : { ...size, paced: 0 }
    const work = isServed ? makeWorkload(made, readersAgency()) : NO_WORK
    const columns: Column[] = []
    await compareColumns(options, { builds, work, size, cleanup, load, newPath }, (column) => {
      columns.push(column)
      if (!options.json)
        console.log(
          [`\nThe ${column.column} column`, againstTable(column.figures, compared.base.short), ...column.notes]
            .filter(Boolean)
            .join('\n\n'),
        )
    })
    console.log(options.json ? JSON.stringify({ machine: machine(), ...compared, columns }) : `\n${LEGEND}`)
  } finally {
    await load.close()
    cleanup.run()
  }
}
