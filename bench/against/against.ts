import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLoadClient } from '../load/client.ts'
import type { BenchOptions } from '../options.ts'
import { machine } from '../table.ts'
import { acceptingRound } from './accepting-round.ts'
import { prepareBuilds, ROOT } from './build.ts'
import { createCleanup, type Cleanup } from './cleanup.ts'
import { createFigures, type Figures } from './figures.ts'
import { commitOf, isChanged } from './git.ts'
import { insideRound } from './inside-round.ts'
import { forBoth } from './pair.ts'
import { readersAgency } from './read-case.ts'
import type { Comparing, RoundPart } from './round.ts'
import { restingRound } from './resting-round.ts'
import { servingRound } from './serving-round.ts'
import { againstTable, heading, LEGEND, type Compared } from './table.ts'
import { makeTemplate } from './template.ts'
import { makeWorkload, NO_WORK, workSize } from './workload.ts'

/** Figures of builds that serve. */
const SERVED = ['accepted', 'inbox', 'reads', 'push', 'memory'] as const

const say = (line: string): void => {
  console.error(line)
}

/** The parts of a round that give the figures that are wanted. */
function partsOf({ only }: BenchOptions): readonly RoundPart[] {
  const wanted = (['inbox', 'reads', 'push'] as const).some((name) => only.has(name))
  return [
    ...(wanted ? [servingRound] : []),
    ...(only.has('accepted') ? [acceptingRound] : []),
    ...(only.has('memory') ? [restingRound] : []),
    ...(['policy', 'decide'] as const).filter((name) => only.has(name)).map(insideRound),
  ]
}

async function prepare(options: BenchOptions, compared: Compared, folder: string, cleanup: Cleanup): Promise<Omit<Comparing, 'load'>> {
  const size = workSize(options.quick, options.rounds)
  const builds = prepareBuilds(compared.base, folder, cleanup)
  const isServed = SERVED.some((name) => options.only.has(name))
  if (isServed) say('Making the events …')
  const work = isServed ? makeWorkload(size, readersAgency()) : NO_WORK
  const templates = { current: join(folder, 'template-current'), base: join(folder, 'template-base') }
  let paths = 0
  const newPath = (): string => join(folder, `data-${++paths}`)
  if (isServed) {
    const entries = await forBoth(builds, (build, side) => makeTemplate(build, templates[side], work, cleanup))
    if (entries.current !== entries.base)
      say(`Note: the reader sees ${entries.current} entries here and ${entries.base} of the same case in ${compared.base.short}.`)
  }
  return { builds, templates, work, size, cleanup, only: options.only, newPath }
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

/** Compares this checkout as it is on disk with a revision, and prints the ratio of every figure with its interval. Asserts nothing. Throws GitError. */
export async function against(asked: string, options: BenchOptions): Promise<void> {
  const compared = { current: commitOf(ROOT, 'HEAD'), changed: isChanged(ROOT), base: commitOf(ROOT, asked), asked }
  const cleanup = createCleanup()
  const folder = mkdtempSync(join(tmpdir(), 'throughline-bench-'))
  // A process that was killed just now may still write.
  cleanup.add(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  const load = startLoadClient()
  try {
    if (!options.json) console.log(`${heading(compared)}\n${machine()}, embedded column\n`)
    const comparing = { ...(await prepare(options, compared, folder, cleanup)), load }
    const figures = await runRounds(comparing, partsOf(options))
    if (options.json)
      console.log(JSON.stringify({ machine: machine(), column: 'embedded', ...compared, figures: figures.all(), notes: figures.notes() }))
    else console.log([againstTable(figures.all(), compared.base.short), ...figures.notes(), LEGEND].filter(Boolean).join('\n\n'))
  } finally {
    await load.close()
    cleanup.run()
  }
}
